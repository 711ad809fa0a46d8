using System.CommandLine;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;

namespace Headroom.Cli.Completion;

/// <summary>
/// <c>headroom completion</c>: prints the script that teaches a shell to complete the program's words.
/// </summary>
internal static class CompletionCommand
{
    public static Command Create(Terminal terminal) => new DocumentedCommand(
        "completion",
        "Print a script that completes commands, options and names in your shell.",
        "source <(headroom completion bash)",
        "source <(headroom completion zsh)",
        "headroom completion fish | source")
    {
        Shell(terminal, "bash", BashScript.Text),
        Shell(terminal, "zsh", ZshScript.Text),
        Shell(terminal, "fish", FishScript.Text),
    };

    private static DocumentedCommand Shell(Terminal terminal, string shell, string script)
    {
        var command = new DocumentedCommand(shell, $"Print the script for {shell}.", Example(shell));
        command.SetAction(_ => terminal.Output.Write(script));
        return command;
    }

    private static string Example(string shell) =>
        shell == "fish" ? "headroom completion fish | source" : $"source <(headroom completion {shell})";
}
