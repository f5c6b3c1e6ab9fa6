# Completion of orgcli in fish.
function __orgcli_complete
    set -l before (commandline -opc)
    set -l typed (commandline -ct)
    set -l lines (ORGCLI_COMPLETE=fish $before[1] $before[2..-1] "$typed" 2>/dev/null)
    if test "$lines[1]" = files
        __fish_complete_path "$typed"
    else
        string join \n -- $lines[2..-1]
    end
end
complete -c orgcli -k -f -a '(__orgcli_complete)'
