package transfer

// Sizes of a chunk in bytes.
const (
	MinChunkSize     = 1 << 20
	DefaultChunkSize = 4 << 20
	MaxChunkSize     = 16 << 20
	// maxChunks is where chunks grow beyond MaxChunkSize instead of becoming more.
	maxChunks = 10_000
	// fewChunks is how many a file is cut into at least, where they do not become too small: towards its end fewer and fewer are under way,
	// the last one alone.
	fewChunks = 32
	// manyChunks is how many a file is cut into while nothing is known of the link: on a lossy one the last chunks take as long as they are large,
	// on a fast one each costs a little of the processor.
	manyChunks = 256
)

// Plan is the chunk geometry of one file. The service counts floor(size/chunkSize) chunks and lets the last one take the rest, so
// that it is between one and just under two chunk sizes long (its Resumable.js server sample refuses any other layout).
type Plan struct {
	// Size is the file's size, ChunkSize that of every chunk but the last. Both in bytes.
	Size, ChunkSize int64
}

// NewPlan chooses a chunk size for a file of size bytes: chunks of wanted bytes within the limits (when 0, of up to DefaultChunkSize, the larger the
// file), larger only where there would be more than 10 000, smaller where a small file would otherwise go as one chunk, since a file in
// one chunk cannot be sent again safely when its answer is lost.
func NewPlan(size, wanted int64) Plan {
	if wanted == 0 {
		wanted = min(size/manyChunks, DefaultChunkSize)
	}
	chunk := min(max(wanted, MinChunkSize), MaxChunkSize)
	chunk = max(min(chunk, size/fewChunks), MinChunkSize)
	if size/chunk > maxChunks {
		chunk = (size + maxChunks - 1) / maxChunks
	}
	return Plan{Size: size, ChunkSize: chunk}
}

// Count is how many chunks there are, at least 1.
func (p Plan) Count() int {
	if p.ChunkSize <= 0 {
		return 1
	}
	return int(max(1, p.Size/p.ChunkSize))
}

// Offset is where chunk number (from 1) begins.
func (p Plan) Offset(number int) int64 { return int64(number-1) * p.ChunkSize }

// Length is how long chunk number (from 1) is.
func (p Plan) Length(number int) int64 {
	if number == p.Count() {
		return p.Size - p.Offset(number)
	}
	return p.ChunkSize
}

// AckedBytes adds up the chunks in acked.
func (p Plan) AckedBytes(acked map[int]uint32) int64 {
	var bytes int64
	for number := range acked {
		if number >= 1 && number <= p.Count() {
			bytes += p.Length(number)
		}
	}
	return bytes
}

// Queue lists the chunks still to send, in sending order: the first (rejections come before gigabytes move), the last
// (services look at both ends), then file order. The final entry is the one to hold back until every other is acknowledged:
// a middle chunk where there is one.
func (p Plan) Queue(acked map[int]uint32) []int {
	count := p.Count()
	queue := make([]int, 0, count)
	add := func(number int) {
		if _, done := acked[number]; !done {
			queue = append(queue, number)
		}
	}
	add(1)
	if count > 2 {
		add(count)
	}
	for number := 2; number < count; number++ {
		add(number)
	}
	if count == 2 {
		add(2)
	}
	return queue
}
