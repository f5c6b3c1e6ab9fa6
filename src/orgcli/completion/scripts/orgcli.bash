# Completion of orgcli in bash (4.4 or later).
_orgcli() {
    local program=$1 how
    [[ $program == "~/"* ]] && program=$HOME/${program#"~/"}
    mapfile -t COMPREPLY < <(
        ORGCLI_COMPLETE=bash ORGCLI_LINE=${COMP_LINE:0:COMP_POINT} ORGCLI_TYPED=$2 ORGCLI_TAB=$COMP_TYPE \
            "$program" 2>/dev/null
    )
    how=${COMPREPLY[0]}
    COMPREPLY=("${COMPREPLY[@]:1}")
    if [[ $how == files ]]; then
        compopt -o default -o filenames
    else
        compopt -o nosort
    fi
}
complete -F _orgcli orgcli
