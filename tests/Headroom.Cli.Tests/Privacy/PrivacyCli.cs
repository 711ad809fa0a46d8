using Headroom.Cli.Outcome;
using Headroom.Cli.Output;

namespace Headroom.Cli.Tests.Privacy;

/// <summary>Commands in a folder of their own, with a passphrase for key files.</summary>
internal sealed class PrivacyCli : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public string Key(string name, string kind)
    {
        Assert.Equal(ExitCode.Done, Run("key", "new", At(name), "--kind", kind).ExitCode);
        return At(name);
    }

    public string Written(string name, string text) => _folder.Write(name, text);

    public string At(string name) => _folder.At(name);

    public static CliResult Run(params string[] arguments) => RunWith("a passphrase", arguments);

    public static CliResult RunWith(string? passphrase, params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var terminal = new Terminal(output, error) { Variable = name => name == "HEADROOM_PASSPHRASE" ? passphrase : null };
        var exitCode = CommandLine.Run(arguments, terminal, CancellationToken.None);
        return new CliResult(exitCode, output.ToString(), error.ToString());
    }
}
