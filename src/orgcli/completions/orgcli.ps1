# Completion of orgcli in PowerShell (5.1 or later).
Register-ArgumentCompleter -Native -CommandName orgcli -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $words = @($commandAst.CommandElements |
        Where-Object { $_.Extent.EndOffset -lt $cursorPosition -or ($wordToComplete -eq '' -and $_.Extent.EndOffset -le $cursorPosition) } |
        ForEach-Object { if ($null -ne $_.Value) { "$($_.Value)" } else { $_.Extent.Text } })
    $encoding = [Console]::OutputEncoding
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
        Remove-Item env:ORGCLI_COMPLETE, env:ORGCLI_WORDS, env:PYTHONIOENCODING -ErrorAction SilentlyContinue
    }
}
