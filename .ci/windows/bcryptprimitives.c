/* The one function of bcryptprimitives.dll that Go's programs call at their start, for a Wine that lacks it (Debian 12 has Wine 8). Every Windows
 * has the real one. */
#include <windows.h>
#include <ntsecapi.h>

BOOL WINAPI ProcessPrng(PBYTE data, SIZE_T length) {
	const SIZE_T most = 1 << 20;
	while (length > 0) {
		ULONG part = (ULONG)(length < most ? length : most);
		if (!RtlGenRandom(data, part)) return FALSE;
		data += part;
		length -= part;
	}
	return TRUE;
}
