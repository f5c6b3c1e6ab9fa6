#compdef orgcli
# Completion of orgcli in zsh: found by compinit, or sourced from .zshrc.
_orgcli() {
  local -a before lines values shown
  local how line option typed=$PREFIX program=${~words[1]}
  before=("${(@Q)words[2,CURRENT-1]}")
  [[ -z $compstate[quote] ]] && typed=${(Q)PREFIX}
  if [[ $typed == --*=* ]]; then
    before+=("${typed%%=*}")
    option=${typed%%=*}=
    typed=${typed#*=}
  fi
  lines=("${(@f)$(ORGCLI_COMPLETE=zsh $program "${before[@]}" "$typed" 2>/dev/null)}")
  how=$lines[1]
  if [[ $how == files ]]; then
    [[ -n $option ]] && compset -P '*='
    _files
    return
  fi
  for line in "${(@)lines[2,-1]}"; do
    values+=("${line%%$'\t'*}")
    shown+=("${line#*$'\t'}")
  done
  (( $#values )) || return 1
  compadd -U -P "$option" -V orgcli -l -d shown -a values
  # Names that do not begin with what is typed are listed before any of them takes its place.
  if [[ $how == list && $compstate[insert] != *menu && $compstate[insert] != menu:* ]]; then
    compstate[insert]=''
    compstate[list]='list force'
  fi
}
if [[ $funcstack[1] == _orgcli ]]; then
  _orgcli "$@"
else
  (( $+functions[compdef] )) || { autoload -Uz compinit && compinit -i }
  compdef _orgcli orgcli
fi
