namespace Headroom.Cli.Completion;

/// <summary>
/// Completion for bash. The program is asked through System.CommandLine's suggest directive; when it knows nothing,
/// bash completes file names. A colon or an equals sign splits words in bash, so answers lose what stands before it.
/// </summary>
internal static class BashScript
{
    public const string Text = """
        # Completion of headroom for bash. Load it with: source <(headroom completion bash)
        _headroom_complete() {
            local program="${COMP_WORDS[0]/#\~/$HOME}" current="${COMP_WORDS[COMP_CWORD]}"
            local line="headroom${COMP_LINE:${#COMP_WORDS[0]}}"
            local position=$((COMP_POINT - ${#COMP_WORDS[0]} + 8))
            local answer
            COMPREPLY=()
            [[ $current == '=' ]] && current=
            while IFS= read -r answer; do
                [[ -n $answer && $answer == "$current"* ]] && COMPREPLY+=("$answer")
            done < <("$program" "[suggest:$position]" "$line" 2>/dev/null)
        }
        complete -o default -o nosort -F _headroom_complete headroom ./headroom

        """;
}
