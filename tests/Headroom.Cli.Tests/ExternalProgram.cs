using System.Diagnostics;

namespace Headroom.Cli.Tests;

/// <summary>Runs a program of the system, such as a shell or a browser.</summary>
internal static class ExternalProgram
{
    /// <summary>
    /// Skips the calling test, with the reason, where the program is not installed;
    /// <c>test.sh</c> installs all of them.
    /// </summary>
    public static void Require(string name)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':');
        Assert.SkipUnless(
            folders.Any(folder => File.Exists(Path.Combine(folder, name))),
            $"{name} is not installed; ./test.sh installs it");
    }

    public static async Task<CliResult> RunAsync(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.RedirectStandardInput = true;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new CliResult(process.ExitCode, await output, await error);
    }

    public static Task<CliResult> RunAsync(string program, params string[] arguments) =>
        RunAsync(new ProcessStartInfo(program, arguments));
}
