using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Headroom.Engines.Discovery;

/// <summary>What a program said.</summary>
/// <param name="Output">Its standard output, whole.</param>
/// <param name="Fault">What went wrong, as the end of a sentence; null when it ended with 0.</param>
/// <param name="IsMissing">Whether there is no such program.</param>
internal sealed record ProgramAnswer(string Output, string? Fault = null, bool IsMissing = false);

/// <summary>Asks a program of the system, without a shell, and waits neither for ever nor for endless output.</summary>
internal static class BoundedProgram
{
    private const int OutputMax = 1 << 20;

    public static async Task<ProgramAnswer> RunAsync(
        string program,
        IReadOnlyList<string> arguments,
        TimeSpan longest,
        TimeProvider clock,
        CancellationToken cancellation)
    {
        using var process = TryStart(program, arguments);
        if (process is null) return new ProgramAnswer("", "was not found", IsMissing: true);

        using var timeout = new CancellationTokenSource(longest, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        try
        {
            process.StandardInput.Close();
            // Read, or it would wait for ever with its complaints; and thrown away: nobody reads them here.
            _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null, either.Token);
            var output = await ReadAsync(process.StandardOutput, either.Token);
            if (output is null) return new ProgramAnswer("", "said too much");

            await process.WaitForExitAsync(either.Token);
            return process.ExitCode == 0
                ? new ProgramAnswer(output)
                : new ProgramAnswer(output, $"ended with {process.ExitCode}");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new ProgramAnswer("", $"did not answer within {longest.TotalSeconds:0} s");
        }
        finally
        {
            // Does nothing when it has ended.
            process.Kill(entireProcessTree: true);
        }
    }

    private static Process? TryStart(string program, IReadOnlyList<string> arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(program, arguments)
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            });
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    private static async Task<string?> ReadAsync(StreamReader reader, CancellationToken cancellation)
    {
        var text = new StringBuilder();
        var buffer = new char[4096];
        while (await reader.ReadAsync(buffer.AsMemory(), cancellation) is var count and > 0)
        {
            text.Append(buffer, 0, count);
            if (text.Length > OutputMax) return null;
        }

        return text.ToString();
    }
}
