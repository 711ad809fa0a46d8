namespace Headroom.Cli.Completion;

/// <summary>Completion for zsh: the program is asked, and where it knows nothing zsh completes file names.</summary>
internal static class ZshScript
{
    public const string Text = """
        #compdef headroom
        # Completion of headroom for zsh. Load it with: source <(headroom completion zsh)
        _headroom_complete() {
            local program="${words[1]/#\~/$HOME}"
            local line="headroom ${(j: :)words[2,CURRENT]}"
            local -a answers
            answers=("${(@f)$("$program" "[suggest:${#line}]" "$line" 2>/dev/null)}")
            answers=("${(@M)answers:#${(b)PREFIX}*}")
            answers=("${(@)answers:#}")
            if (( ${#answers} )); then compadd -V headroom -- "${answers[@]}"; else _files; fi
        }
        (( $+functions[compdef] )) || { autoload -Uz compinit && compinit -D; }
        compdef _headroom_complete headroom ./headroom

        """;
}
