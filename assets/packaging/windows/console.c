/* twentythree-uploader.com: the program's commands in a Windows terminal.
 *
 * A program with a window is not waited for by cmd and PowerShell, so that a script would go on before its upload has ended and never learn the
 * exit status. Both take a name without an ending for the .com beside the .exe; this one starts the .exe with the same arguments, lends it its
 * input and outputs, and ends with its status. When this one is ended from outside, so is the .exe (but
 * not the browser that it may have opened).
 */
#include <windows.h>

static BOOL WINAPI leave_it_to_the_program(DWORD event) {
	(void)event;
	return TRUE;
}

/* The command line after the name of this program, as Windows' own rules for the first argument find it. */
static wchar_t *arguments(void) {
	wchar_t *at = GetCommandLineW();
	BOOL quoted = FALSE;
	for (; *at && (quoted || (*at != L' ' && *at != L'\t')); at++)
		if (*at == L'"') quoted = !quoted;
	return at;
}

static int fail(void) {
	static const char said[] = "twentythree-uploader.exe could not be started. It belongs in the same folder.\r\n";
	DWORD written;
	WriteFile(GetStdHandle(STD_ERROR_HANDLE), said, sizeof said - 1, &written, NULL);
	return 1;
}

int wmain(void) {
	static wchar_t program[32768], line[65600];
	DWORD length = GetModuleFileNameW(NULL, program, 32768), status = 1;
	if (length < 4 || length >= 32768) return fail();
	lstrcpyW(program + length - 4, L".exe");
	line[0] = L'"';
	lstrcpyW(line + 1, program);
	lstrcatW(line, L"\"");
	lstrcpynW(line + lstrlenW(line), arguments(), 32768);

	STARTUPINFOW start = {.cb = sizeof start, .dwFlags = STARTF_USESTDHANDLES,
		.hStdInput = GetStdHandle(STD_INPUT_HANDLE), .hStdOutput = GetStdHandle(STD_OUTPUT_HANDLE), .hStdError = GetStdHandle(STD_ERROR_HANDLE)};
	JOBOBJECT_EXTENDED_LIMIT_INFORMATION limits = {.BasicLimitInformation.LimitFlags = JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE | JOB_OBJECT_LIMIT_SILENT_BREAKAWAY_OK};
	PROCESS_INFORMATION made;
	HANDLE job = CreateJobObjectW(NULL, NULL);
	SetInformationJobObject(job, JobObjectExtendedLimitInformation, &limits, sizeof limits);
	SetConsoleCtrlHandler(leave_it_to_the_program, TRUE);
	if (!CreateProcessW(program, line, NULL, NULL, TRUE, CREATE_SUSPENDED, NULL, NULL, &start, &made)) return fail();
	AssignProcessToJobObject(job, made.hProcess);
	ResumeThread(made.hThread);
	WaitForSingleObject(made.hProcess, INFINITE);
	GetExitCodeProcess(made.hProcess, &status);
	return (int)status;
}
