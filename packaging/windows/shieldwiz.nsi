; SPDX-License-Identifier: Apache-2.0
; The installer for Windows. packaging/windows/build.py starts it:
;   makensis /DVERSION=0.1.0 /DBUNDLE=folder /DICON=shieldwiz.ico /DOUT=shieldwiz-0.1.0-setup.exe shieldwiz.nsi
;
; For one person (no questions about rights) unless started with /AllUsers as administrator.
;   shieldwiz-setup.exe /S                          silent, for the one who starts it
;   shieldwiz-setup.exe /S /AllUsers                silent, for everybody (as administrator)
;   shieldwiz-setup.exe /S /AllUsers /D=D:\Tools\shieldwiz     /D= last and without quotes
;   uninstall.exe /S                                silent removal; what a person has made stays
Unicode true
!include MUI2.nsh
!include FileFunc.nsh
!include LogicLib.nsh
!include x64.nsh

Name "shieldwiz ${VERSION}"
OutFile "${OUT}"
; Rights are asked for only by whoever wants it for everybody, by starting it as administrator.
RequestExecutionLevel user
SetCompressor /SOLID lzma
ManifestDPIAware true
VIProductVersion "${VERSION}.0"
VIAddVersionKey ProductName "shieldwiz"
VIAddVersionKey FileDescription "Installer of shieldwiz"
VIAddVersionKey FileVersion "${VERSION}"
VIAddVersionKey LegalCopyright "Apache-2.0"

!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\shieldwiz"
!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_RUN "$INSTDIR\shieldwiz-gui.exe"
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "German"

Var ForAll

!macro Decide UN
Function ${UN}decide
  SetRegView 64
  StrCpy $ForAll 0
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/AllUsers" $1
  ${IfNot} ${Errors}
    StrCpy $ForAll 1
  ${EndIf}
FunctionEnd
!macroend
!insertmacro Decide ""
!insertmacro Decide "un."

Function .onInit
  ${IfNot} ${RunningX64}
    MessageBox MB_ICONSTOP|MB_OK "shieldwiz needs a 64-bit Windows (10 version 1809, Server 2019 or later)." /SD IDOK
    SetErrorLevel 2
    Quit
  ${EndIf}
  Call decide
  ${If} $ForAll = 1
    UserInfo::GetAccountType
    Pop $0
    ${If} $0 != "Admin"
      MessageBox MB_ICONSTOP|MB_OK "/AllUsers needs an administrator: start this again as one." /SD IDOK
      SetErrorLevel 5
      Quit
    ${EndIf}
    SetShellVarContext all
    ${If} $INSTDIR == ""
      StrCpy $INSTDIR "$PROGRAMFILES64\shieldwiz"
    ${EndIf}
  ${Else}
    SetShellVarContext current
    ${If} $INSTDIR == ""
      StrCpy $INSTDIR "$LOCALAPPDATA\Programs\shieldwiz"
    ${EndIf}
  ${EndIf}
FunctionEnd

Function un.onInit
  SetRegView 64
  SetShellVarContext current
  ReadRegStr $0 HKLM "${KEY}" "InstallLocation"
  StrCpy $ForAll 0
  ${If} $0 == $INSTDIR
    StrCpy $ForAll 1
    SetShellVarContext all
  ${EndIf}
FunctionEnd

Section "shieldwiz"
  ; An older version is taken away first, so that none of its files stays among the new ones.
  ${If} ${FileExists} "$INSTDIR\lib\*.*"
    RMDir /r "$INSTDIR\lib"
  ${EndIf}
  SetOutPath "$INSTDIR"
  File /r "${BUNDLE}/*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortCut "$SMPROGRAMS\shieldwiz.lnk" "$INSTDIR\shieldwiz-gui.exe"

  WriteRegStr SHCTX "${KEY}" "DisplayName" "shieldwiz"
  WriteRegStr SHCTX "${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr SHCTX "${KEY}" "DisplayIcon" "$INSTDIR\shieldwiz-gui.exe"
  WriteRegStr SHCTX "${KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr SHCTX "${KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr SHCTX "${KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD SHCTX "${KEY}" "NoModify" 1
  WriteRegDWORD SHCTX "${KEY}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD SHCTX "${KEY}" "EstimatedSize" $0

  ; "Open with": .pdkx and .kp are ours; .xml stays what it was and only gets one more program.
  WriteRegStr SHCTX "Software\Classes\shieldwiz.pdkx" "" "Shielding data file"
  WriteRegStr SHCTX "Software\Classes\shieldwiz.pdkx\DefaultIcon" "" "$INSTDIR\shieldwiz-gui.exe,0"
  WriteRegStr SHCTX "Software\Classes\shieldwiz.pdkx\shell\open\command" "" '"$INSTDIR\shieldwiz-gui.exe" "%1"'
  WriteRegStr SHCTX "Software\Classes\shieldwiz.kp" "" "Key protector"
  WriteRegStr SHCTX "Software\Classes\shieldwiz.kp\DefaultIcon" "" "$INSTDIR\shieldwiz-gui.exe,0"
  WriteRegStr SHCTX "Software\Classes\shieldwiz.kp\shell\open\command" "" '"$INSTDIR\shieldwiz-gui.exe" "%1"'
  WriteRegStr SHCTX "Software\Classes\.pdkx\OpenWithProgids" "shieldwiz.pdkx" ""
  WriteRegStr SHCTX "Software\Classes\.pdkx" "" "shieldwiz.pdkx"
  WriteRegStr SHCTX "Software\Classes\.kp\OpenWithProgids" "shieldwiz.kp" ""
  WriteRegStr SHCTX "Software\Classes\Applications\shieldwiz-gui.exe\shell\open\command" "" '"$INSTDIR\shieldwiz-gui.exe" "%1"'
  WriteRegStr SHCTX "Software\Classes\Applications\shieldwiz-gui.exe\SupportedTypes" ".xml" ""
  WriteRegStr SHCTX "Software\Microsoft\Windows\CurrentVersion\App Paths\shieldwiz.exe" "" "$INSTDIR\shieldwiz.exe"
  WriteRegStr SHCTX "Software\Microsoft\Windows\CurrentVersion\App Paths\shieldwiz-gui.exe" "" "$INSTDIR\shieldwiz-gui.exe"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd

Section "Uninstall"
  ; Only what was installed: somebody may have chosen a folder with other things in it.
  RMDir /r "$INSTDIR\lib"
  RMDir /r "$INSTDIR\licences"
  Delete "$INSTDIR\shieldwiz.exe"
  Delete "$INSTDIR\shieldwiz-gui.exe"
  Delete "$INSTDIR\shieldwiz-completion.ps1"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\shieldwiz.lnk"
  DeleteRegKey SHCTX "${KEY}"
  DeleteRegKey SHCTX "Software\Classes\shieldwiz.pdkx"
  DeleteRegKey SHCTX "Software\Classes\shieldwiz.kp"
  DeleteRegValue SHCTX "Software\Classes\.pdkx\OpenWithProgids" "shieldwiz.pdkx"
  DeleteRegValue SHCTX "Software\Classes\.kp\OpenWithProgids" "shieldwiz.kp"
  ReadRegStr $0 SHCTX "Software\Classes\.pdkx" ""
  ${If} $0 == "shieldwiz.pdkx"
    DeleteRegValue SHCTX "Software\Classes\.pdkx" ""
  ${EndIf}
  DeleteRegKey SHCTX "Software\Classes\Applications\shieldwiz-gui.exe"
  DeleteRegKey SHCTX "Software\Microsoft\Windows\CurrentVersion\App Paths\shieldwiz.exe"
  DeleteRegKey SHCTX "Software\Microsoft\Windows\CurrentVersion\App Paths\shieldwiz-gui.exe"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd
