# Completion of orgcli in PowerShell (5.1 or later).
Register-ArgumentCompleter -Native -CommandName orgcli -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    # What ends at the cursor is the word being completed; a number is taken as it is typed (8.10 is not 8.1).
    $words = @($commandAst.CommandElements |
        Where-Object { $_.Extent.EndOffset -lt $cursorPosition } |
        ForEach-Object { if ($_.Value -is [string]) { $_.Value } else { $_.Extent.Text } })
    $encoding = [Console]::OutputEncoding
    $pythonEncoding = $env:PYTHONIOENCODING
    try {
        [Console]::OutputEncoding = [System.Text.Encoding]::UTF8
        $env:PYTHONIOENCODING = 'utf-8'
        $env:ORGCLI_COMPLETE = 'powershell'
        $env:ORGCLI_WORDS = (@($words | Select-Object -Skip 1) + $wordToComplete) -join "`n"
        & $words[0] 2>$null | Select-Object -Skip 1 | ForEach-Object {
            $text, $shown, $note = $_ -split "`t", 3
            [System.Management.Automation.CompletionResult]::new($text, $shown, 'ParameterValue', $note)
        }
    } finally {
        [Console]::OutputEncoding = $encoding
        $env:PYTHONIOENCODING = $pythonEncoding
        $env:ORGCLI_COMPLETE = $null
        $env:ORGCLI_WORDS = $null
    }
}
