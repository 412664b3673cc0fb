; The setup that people double-click. Without arguments it installs for the person who runs it and needs no administrator.
;
;   /ALLUSERS   for everybody who uses the computer      /D=FOLDER   another folder; last, and without quotes
;   /S          without windows                          uninstall.exe: /S, /FORGET (saved sign-ins), /LIST (those, the list and the history)
;                                                        with /S it ends with 1, and nothing is removed, where those could not be
Target amd64-unicode
Unicode true
ManifestDPIAware true
ManifestLongPathAware true
ManifestSupportedOS Win10
RequestExecutionLevel user
SetCompressor /SOLID lzma
SetDateSave on
AllowSkipFiles off

!define NAME "{{.Name}}"
!define PROGRAM "{{.File}}"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\{{.ID}}"
!define CLASSES "Software\Classes"

Name "${NAME}"
OutFile "{{.Out}}"
BrandingText "${NAME} {{.Version}}"
VIProductVersion "{{.Version}}.{{.Number}}"
VIFileVersion "{{.Version}}.{{.Number}}"
{{- if .Sign}}
!uninstfinalize '{{.Sign}} "%1"' = 0
{{- end}}

!include MUI2.nsh
!include FileFunc.nsh
!include LogicLib.nsh
!include nsDialogs.nsh

Var Everybody ; 1 when it is for all who use the computer
Var Asked     ; 1 when that was answered before this process had the rights
Var Forget    ; 1 when the saved sign-ins go
Var List      ; 1 when the list and the history go too
Var Box
Var SecondBox

!define MUI_ICON "{{.Folder}}/app.ico"
!define MUI_UNICON "{{.Folder}}/app.ico"
!define MUI_WELCOMEFINISHPAGE_BITMAP "{{.Folder}}/side.bmp"
!define MUI_FINISHPAGE_TITLE "$(FinishTitle)"
!define MUI_FINISHPAGE_TEXT "$(FinishText)"
!define MUI_FINISHPAGE_RUN
!define MUI_FINISHPAGE_RUN_TEXT "$(FinishRun)"
!define MUI_FINISHPAGE_RUN_FUNCTION StartProgram
!define MUI_FINISHPAGE_NOREBOOTSUPPORT

Page custom AskWhom HeardWhom
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
UninstPage custom un.AskWhat un.HeardWhat
!insertmacro MUI_UNPAGE_INSTFILES

!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "Danish"
!insertmacro MUI_LANGUAGE "German"
!include "texts.nsh"

VIAddVersionKey /LANG=0 "ProductName" "${NAME}"
VIAddVersionKey /LANG=0 "CompanyName" "TwentyThree"
VIAddVersionKey /LANG=0 "FileDescription" "${NAME} Setup"
VIAddVersionKey /LANG=0 "FileVersion" "{{.Version}}"
VIAddVersionKey /LANG=0 "ProductVersion" "{{.Version}}"
VIAddVersionKey /LANG=0 "LegalCopyright" ""

; Everything below is used by the setup and by the uninstaller; un is "" or "un.".
!macro SHARED un
Function ${un}Arguments
  SetRegView 64
  ${GetParameters} $1
  ClearErrors
  ${GetOptions} $1 "/ALLUSERS" $2
  ${IfNot} ${Errors}
    StrCpy $Everybody 1
  ${EndIf}
  ClearErrors
  ${GetOptions} $1 "/ASKED" $2
  ${IfNot} ${Errors}
    StrCpy $Asked 1
  ${EndIf}
  ClearErrors
  ${GetOptions} $1 "/FORGET" $2
  ${IfNot} ${Errors}
    StrCpy $Forget 1
  ${EndIf}
  ClearErrors
  ${GetOptions} $1 "/LIST" $2
  ${IfNot} ${Errors}
    StrCpy $Forget 1
    StrCpy $List 1
  ${EndIf}
FunctionEnd

Function ${un}Places
  ${If} $Everybody = 1
    SetShellVarContext all
  ${Else}
    SetShellVarContext current
  ${EndIf}
FunctionEnd

; Sets the error flag where the rights for everybody's installation are missing.
Function ${un}CheckRights
  ClearErrors
  ${If} $Everybody = 1
    UserInfo::GetAccountType
    Pop $0
    ${If} $0 != "Admin"
      SetErrors
    ${EndIf}
  ${EndIf}
FunctionEnd

; The program ends in order, so that its uploads go on at the next start. One that does not answer is not waited for without end: what runs
; keeps its file under another name, and Windows removes that at the next start.
Function ${un}QuitProgram
  ${If} ${FileExists} "$INSTDIR\${PROGRAM}"
    DetailPrint "$(Quitting)"
    nsExec::Exec /TIMEOUT=45000 '"$INSTDIR\${PROGRAM}" quit'
    Pop $0
    ClearErrors
    Delete "$INSTDIR\${PROGRAM}.old"
    Rename "$INSTDIR\${PROGRAM}" "$INSTDIR\${PROGRAM}.old"
    Delete /REBOOTOK "$INSTDIR\${PROGRAM}.old"
    ClearErrors
  ${EndIf}
FunctionEnd

Function ${un}TellExplorer
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
FunctionEnd
!macroend
!insertmacro SHARED ""
!insertmacro SHARED "un."

Function .onInit
  Call Arguments
  ReadRegStr $3 HKLM "${UNINSTALL}" "InstallLocation"
  ${If} $3 != ""
  ${AndIfNot} ${Silent}
    StrCpy $Everybody 1 ; what is there for everybody is renewed for everybody
  ${EndIf}
  ${If} ${Silent}
    Call CheckRights
    ${If} ${Errors}
      SetErrorLevel 5 ; the system's own number for "access denied"
      Quit
    ${EndIf}
  ${EndIf}
FunctionEnd

Function AskWhom
  ${If} $Asked = 1
    Abort
  ${EndIf}
  !insertmacro MUI_HEADER_TEXT "$(AskTitle)" "$(AskSubtitle)"
  nsDialogs::Create 1018
  Pop $0
  ${NSD_CreateLabel} 0 4u 100% 40u "$(AskText)"
  Pop $0
  ${NSD_CreateCheckBox} 0 52u 100% 12u "$(AskEverybody)"
  Pop $Box
  ${If} $Everybody = 1
    ${NSD_Check} $Box
  ${EndIf}
  ${NSD_CreateLabel} 12u 66u 95% 24u "$(AskEverybodyText)"
  Pop $0
  GetDlgItem $0 $HWNDPARENT 1
  SendMessage $0 ${WM_SETTEXT} 0 "STR:$(^InstallBtn)"
  nsDialogs::Show
FunctionEnd

Function HeardWhom
  ${NSD_GetState} $Box $Everybody
  Call CheckRights
  ${If} ${Errors}
    ClearErrors
    ExecShell "runas" "$EXEPATH" "/ALLUSERS /ASKED"
    ${If} ${Errors}
      Abort
    ${EndIf}
    Quit
  ${EndIf}
FunctionEnd

Function StartProgram
  ${If} $Everybody = 1
    Exec '"$WINDIR\explorer.exe" "$INSTDIR\${PROGRAM}"' ; not with the rights of the setup
  ${Else}
    Exec '"$INSTDIR\${PROGRAM}"'
  ${EndIf}
FunctionEnd

Section
  Call Places
  ${If} $INSTDIR == ""
    ReadRegStr $INSTDIR SHCTX "${UNINSTALL}" "InstallLocation"
  ${EndIf}
  ${If} $INSTDIR == ""
    ${If} $Everybody = 1
      StrCpy $INSTDIR "$PROGRAMFILES64\${NAME}"
    ${Else}
      StrCpy $INSTDIR "$LOCALAPPDATA\Programs\${NAME}"
    ${EndIf}
  ${EndIf}
  SetOutPath "$INSTDIR"
  Call QuitProgram
{{- range .Installed}}
  File "{{$.Folder}}/{{.}}"
{{- end}}
  WriteUninstaller "$INSTDIR\uninstall.exe"

  CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\${PROGRAM}"
  ${If} $Everybody <> 1
    CreateShortcut "$SENDTO\${NAME}.lnk" "$INSTDIR\${PROGRAM}" ; there is none for everybody
  ${EndIf}
{{range .Values}}
  WriteRegStr SHCTX "{{.Key}}" "{{.Name}}" "{{nsis .Text}}"
{{- end}}

  WriteRegStr SHCTX "${UNINSTALL}" "DisplayName" "${NAME}"
  WriteRegStr SHCTX "${UNINSTALL}" "DisplayVersion" "{{.Version}}"
  WriteRegStr SHCTX "${UNINSTALL}" "DisplayIcon" "$INSTDIR\${PROGRAM}"
  WriteRegStr SHCTX "${UNINSTALL}" "Publisher" "TwentyThree"
  WriteRegStr SHCTX "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr SHCTX "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr SHCTX "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD SHCTX "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD SHCTX "${UNINSTALL}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD SHCTX "${UNINSTALL}" "EstimatedSize" $0
  Call TellExplorer
SectionEnd

Function un.onInit
  Call un.Arguments
  ReadRegStr $0 HKLM "${UNINSTALL}" "InstallLocation"
  ${If} $0 == $INSTDIR
    StrCpy $Everybody 1
  ${EndIf}
  Call un.CheckRights
  ${If} ${Errors}
    ${If} ${Silent}
      SetErrorLevel 5
      Quit
    ${EndIf}
    ExecShell "runas" "$INSTDIR\uninstall.exe" "/ALLUSERS"
    Quit
  ${EndIf}
FunctionEnd

Function un.AskWhat
  !insertmacro MUI_HEADER_TEXT "$(LeaveTitle)" "$(LeaveSubtitle)"
  nsDialogs::Create 1018
  Pop $0
  ${NSD_CreateLabel} 0 4u 100% 40u "$(LeaveText)"
  Pop $0
  ${NSD_CreateCheckBox} 0 52u 100% 12u "$(LeaveForget)"
  Pop $Box
  ${NSD_CreateCheckBox} 0 70u 100% 12u "$(LeaveList)"
  Pop $SecondBox
  GetDlgItem $0 $HWNDPARENT 1
  SendMessage $0 ${WM_SETTEXT} 0 "STR:$(^UninstallBtn)"
  nsDialogs::Show
FunctionEnd

Function un.HeardWhat
  ${NSD_GetState} $Box $Forget
  ${NSD_GetState} $SecondBox $List
FunctionEnd

Section "Uninstall"
  Call un.Places
  StrCpy $0 0
  ${If} $List = 1
    nsExec::Exec /TIMEOUT=60000 '"$INSTDIR\${PROGRAM}" forget -list'
    Pop $0
  ${ElseIf} $Forget = 1
    nsExec::Exec /TIMEOUT=60000 '"$INSTDIR\${PROGRAM}" forget'
    Pop $0
  ${EndIf}
  ${If} $0 != 0 ; what is left can be removed by nothing but the program
    MessageBox MB_YESNO|MB_DEFBUTTON2|MB_ICONEXCLAMATION "$(NotForgotten)" /SD IDNO IDYES leaving
    SetErrorLevel 1
    Abort
    leaving:
  ${EndIf}
  Call un.QuitProgram
  DeleteRegValue HKCU "{{.StartKey}}" "{{.Autostart}}"
  DeleteRegValue HKCU "Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run" "{{.Autostart}}"
  ${If} $Everybody = 1
    DeleteRegKey HKLM "{{.Named}}" ; a setup file that was laid down for everybody
  ${EndIf}
  Delete "$SMPROGRAMS\${NAME}.lnk"
  ${If} $Everybody <> 1
    Delete "$SENDTO\${NAME}.lnk"
  ${EndIf}
{{- range .Shared}}
  DeleteRegValue SHCTX "{{.Key}}" "{{.Name}}"
{{- end}}
{{- range .Keys}}
  DeleteRegKey SHCTX "{{.}}"
{{- end}}
{{- range .Emptied}}
  DeleteRegKey /ifempty SHCTX "{{.}}"
{{- end}}
  DeleteRegKey SHCTX "${UNINSTALL}"
  DeleteRegKey /ifempty SHCTX "Software\Microsoft\Windows\CurrentVersion\Uninstall"
{{- range .Installed}}
  Delete "$INSTDIR\{{.}}"
{{- end}}
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Call un.TellExplorer
SectionEnd
