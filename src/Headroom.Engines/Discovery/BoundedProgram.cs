using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Headroom.Engines.Discovery;

/// <summary>What a program is asked.</summary>
/// <param name="Program">Its name, or its path.</param>
/// <param name="Arguments">Handed on as they are.</param>
/// <param name="Longest">How long it may take.</param>
internal sealed record ProgramCall(string Program, IReadOnlyList<string> Arguments, TimeSpan Longest)
{
    /// <summary>Most characters of its output; with more it has said too much.</summary>
    public int OutputMax { get; init; } = 1 << 20;

    /// <summary>Its environment, beside what this process has.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Environment { get; init; } = [];
}

/// <summary>What a program said.</summary>
/// <param name="Output">Its standard output, whole.</param>
/// <param name="Fault">What went wrong, as the end of a sentence; null when it ended with 0.</param>
/// <param name="IsMissing">Whether there is no such program.</param>
internal sealed record ProgramAnswer(string Output, string? Fault = null, bool IsMissing = false)
{
    /// <summary>The beginning of its standard error.</summary>
    public string Complaint { get; init; } = "";

    /// <summary>Whether it ended by itself, with whatever exit code.</summary>
    public bool HasEnded { get; init; }
}

/// <summary>Asks a program of the system, without a shell, and waits neither for ever nor for endless output.</summary>
internal static class BoundedProgram
{
    private const int ComplaintMax = 16 << 10;

    public static async Task<ProgramAnswer> RunAsync(
        ProgramCall call, TimeProvider clock, CancellationToken cancellation)
    {
        using var process = TryStart(call);
        if (process is null) return new ProgramAnswer("", "was not found", IsMissing: true);

        using var timeout = new CancellationTokenSource(call.Longest, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        try
        {
            process.StandardInput.Close();
            // Read to its end, or the program would wait for ever with its complaints.
            var complaint = ReadAsync(process.StandardError, ComplaintMax, readsOn: true, either.Token);
            var output = await ReadAsync(process.StandardOutput, call.OutputMax, readsOn: false, either.Token);
            if (output is null) return new ProgramAnswer("", "said too much");

            await process.WaitForExitAsync(either.Token);
            return new ProgramAnswer(output, process.ExitCode == 0 ? null : $"ended with {process.ExitCode}")
            {
                Complaint = await complaint ?? "",
                HasEnded = true,
            };
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new ProgramAnswer("", $"did not answer within {call.Longest.TotalSeconds:0} s");
        }
        finally
        {
            // Looks at every process of the system: not where there is nothing to kill.
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    private static Process? TryStart(ProgramCall call)
    {
        var start = new ProcessStartInfo(call.Program, call.Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in call.Environment) start.Environment[name] = value;
        try
        {
            return Process.Start(start);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    // Null when there is more than asked for; reading on, the rest is thrown away.
    private static async Task<string?> ReadAsync(
        StreamReader reader, int longest, bool readsOn, CancellationToken cancellation)
    {
        var text = new StringBuilder();
        var buffer = new char[4096];
        while (await reader.ReadAsync(buffer.AsMemory(), cancellation) is var count and > 0)
        {
            if (text.Length <= longest) text.Append(buffer, 0, count);
            else if (!readsOn) return null;
        }

        return text.ToString();
    }
}
