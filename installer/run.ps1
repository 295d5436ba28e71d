# Windows: sets the station up beside this file and starts it. Run in PowerShell:
#   powershell -ExecutionPolicy Bypass -File installer\run.ps1
$ErrorActionPreference = "Stop"
. "$PSScriptRoot\setup.ps1"
Install-Environment "requirements.lock"
& "$Venv\Scripts\tram.exe" @args
exit $LASTEXITCODE
