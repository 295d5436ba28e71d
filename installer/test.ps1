# Windows: the checks that need no Linux program (no SANE, SoftHSM or poppler there).
$ErrorActionPreference = "Stop"
. "$PSScriptRoot\setup.ps1"
Install-Environment "requirements-dev.lock"
Set-Location $Here
$env:QT_QPA_PLATFORM = "offscreen"
foreach ($check in @(@("ruff", "check", "."), @("mypy"), @("lint-imports"))) {
    & "$Venv\Scripts\$($check[0]).exe" @($check | Select-Object -Skip 1)
    if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
}
& "$Venv\Scripts\python.exe" -m pytest -n 2 --dist loadgroup @args
exit $LASTEXITCODE
