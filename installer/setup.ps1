# Loaded by run.ps1 and test.ps1: the locked Python environment in .venv of this checkout.
$Here = Split-Path -Parent $PSScriptRoot
$Venv = Join-Path $Here ".venv"

function Install-Environment([string]$Lock) {
    $file = Join-Path $PSScriptRoot $Lock
    $stamp = Join-Path $Venv ".installed"
    $state = "$((Get-FileHash $file).Hash) $((Get-FileHash (Join-Path $Here 'pyproject.toml')).Hash) $Here"
    if ((Test-Path "$Venv\Scripts\tram.exe") -and (Test-Path $stamp) -and ((Get-Content $stamp) -contains $state)) { return }
    $launcher = Get-Command py -ErrorAction SilentlyContinue
    if (-not $launcher) { throw "Can Python 3.11 tro len (py.exe)." }
    if (-not (Test-Path "$Venv\Scripts\python.exe")) { & py -3 -m venv $Venv }
    & "$Venv\Scripts\python.exe" -m pip install --quiet --require-hashes -r $file
    if ($LASTEXITCODE -ne 0) { throw "Khong tai duoc thu vien Python; kiem tra mang roi chay lai." }
    & "$Venv\Scripts\python.exe" -m pip install --quiet --no-deps --no-build-isolation -e $Here
    if ($LASTEXITCODE -ne 0) { throw "Khong cai duoc chuong trinh vao .venv." }
    Set-Content $stamp $state
}
