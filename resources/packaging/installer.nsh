; Clients keep the program for stdio clients open, which would keep its file in place. Only our own programs are
; stopped, and they are told by their full path: that of the installation and that of the data directory.
!macro stopStdioPrograms
  nsExec::Exec `"$SYSDIR\WindowsPowerShell\v1.0\powershell.exe" -NoProfile -NonInteractive -Command "$$ours = @(\"$INSTDIR\resources\bin\secure-mcp-gateway-stdio.exe\", \"$PROFILE\.secure-mcp-gateway\bin\secure-mcp-gateway-stdio.exe\"); Get-CimInstance Win32_Process -Filter \"Name = 'secure-mcp-gateway-stdio.exe'\" | Where-Object { $$ours -contains $$_.ExecutablePath } | ForEach-Object { Stop-Process -Id $$_.ProcessId -Force }"`
  Pop $0
!macroend

!macro customInit
  ; Clients run the copy in the data directory, which an update leaves alone; one in the installation was started by hand.
  !insertmacro stopStdioPrograms
!macroend

!macro customUnInstall
  ${ifNot} ${isUpdated}
    MessageBox MB_YESNO|MB_ICONQUESTION "Take the gateway out of the configuration of your AI clients?$\r$\n$\r$\nOtherwise they will look for a gateway that is not there." /SD IDNO IDNO keepClients
      nsExec::ExecToLog `"$INSTDIR\resources\bin\secure-mcp-gateway-stdio.exe" --disconnect-clients`
      Pop $0
      ${if} $0 != 0
        MessageBox MB_OK|MB_ICONEXCLAMATION "Some clients could not be changed. Remove the entry 'secure-mcp-gateway' from their configuration by hand." /SD IDOK
      ${endif}
    keepClients:
  ${endif}
  !insertmacro stopStdioPrograms
!macroend
