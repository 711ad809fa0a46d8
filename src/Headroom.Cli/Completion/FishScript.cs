namespace Headroom.Cli.Completion;

/// <summary>Completion for fish: the program is asked, and where it knows nothing fish completes file names.</summary>
internal static class FishScript
{
    public const string Text = """
        # Completion of headroom for fish. Load it with: headroom completion fish | source
        function __headroom_complete
            set -l words (commandline --tokenize --current-process --cut-at-cursor)
            set -l current (commandline --current-token --cut-at-cursor)
            set -l line (string join -- ' ' headroom $words[2..-1] $current)
            test -z "$current"; and set line "$line "
            set -l answers ($words[1] "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null)
            set answers (string match -- "$current*" $answers)
            if test (count $answers) -gt 0
                printf '%s\n' $answers
            else
                __fish_complete_path "$current"
            end
        end
        complete --command headroom --no-files --keep-order --arguments '(__headroom_complete)'

        """;
}
