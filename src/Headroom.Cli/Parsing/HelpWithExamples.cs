using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;

namespace Headroom.Cli.Parsing;

/// <summary>The usual help, followed by the command's examples.</summary>
internal sealed class HelpWithExamples(Terminal terminal, IReadOnlyList<string> rootExamples)
    : SynchronousCommandLineAction
{
    private const int PipedWidth = 120;

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        new HelpAction { MaxWidth = terminal.Width ?? PipedWidth }.Invoke(parseResult);
        var examples = parseResult.CommandResult.Command is DocumentedCommand command ? command.Examples : rootExamples;
        terminal.Output.WriteLine(examples.Count == 1 ? "Example:" : "Examples:");
        foreach (var example in examples)
            terminal.Output.WriteLine($"  {example}");

        return ExitCode.Done;
    }
}
