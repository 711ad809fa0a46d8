using Headroom.Cli.Output;

namespace Headroom.Cli.Tests;

/// <summary>Runs a command line in this process and keeps what it printed.</summary>
internal static class Cli
{
    public static CliResult Run(params string[] arguments) => Run(CancellationToken.None, arguments);

    public static CliResult Run(CancellationToken interrupted, params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var exitCode = CommandLine.Run(arguments, new Terminal(output, error), interrupted);
        return new CliResult(exitCode, output.ToString(), error.ToString());
    }
}

internal sealed record CliResult(int ExitCode, string Output, string Error);
