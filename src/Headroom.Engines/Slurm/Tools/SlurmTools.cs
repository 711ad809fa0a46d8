using Headroom.Engines.Discovery;
using Headroom.Engines.Slurm.Calls;

namespace Headroom.Engines.Slurm.Tools;

/// <summary>
/// Runs Slurm's programs, here or by ssh. Arguments are handed on as they are; only ssh knows nothing but one text for
/// a shell, for which each is quoted whole.
/// </summary>
internal sealed class SlurmTools(SlurmAccess access, TimeProvider clock)
{
    private const int OutputMax = 256 << 20;

    // What is said when the controller could not be asked, or its answer did not arrive.
    private static readonly string[] NotHeard =
    [
        "contact slurm controller", "timed out", "Zero Bytes", "connect failure", "Communication", "communication",
        "temporarily", "standby", "Connection", "Unexpected message", "try again", "Protocol authentication error",
        "Transport", "slurm_persist_conn", "Unable to contact", "Problem talking to the database",
    ];

    /// <summary>The program's output, when it ended with 0.</summary>
    /// <exception cref="SlurmFault">It did not, or cannot be run.</exception>
    public async Task<string> RunAsync(
        string program, IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        var answer = await BoundedProgram.RunAsync(CallOf(program, arguments), clock, cancellation);
        return answer.Fault is null ? answer.Output : throw FaultOf(program, answer);
    }

    private ProgramCall CallOf(string program, IReadOnlyList<string> arguments)
    {
        var path = access.Programs.Length == 0 ? program : Path.Combine(access.Programs, program);
        // Times as seconds, so that nothing depends on a zone.
        List<KeyValuePair<string, string>> variables = [new("SLURM_TIME_FORMAT", "%s")];
        if (access.Configuration.Length > 0) variables.Add(new("SLURM_CONF", access.Configuration));
        if (access.Ssh.Length == 0 && access.Prefix.Count == 0)
            return new ProgramCall(path, arguments, access.CallMost) { OutputMax = OutputMax, Environment = variables };

        string[] command = ["env", .. variables.Select(pair => $"{pair.Key}={pair.Value}"), path, .. arguments];
        if (access.Ssh.Length > 0)
        {
            string[] file = access.SshConfiguration.Length > 0 ? ["-F", access.SshConfiguration] : [];
            string[] options = ["-o", "BatchMode=yes", "-o", "ConnectTimeout=10", "--", access.Ssh];
            command = [.. access.Prefix, "ssh", .. file, .. options, string.Join(' ', command.Select(Quoted))];
        }
        else
        {
            command = [.. access.Prefix, .. command];
        }

        return new ProgramCall(command[0], command[1..], access.CallMost) { OutputMax = OutputMax };
    }

    /// <summary>A text that a shell reads as the one argument it was.</summary>
    internal static string Quoted(string argument) =>
        $"'{argument.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private SlurmFault FaultOf(string program, ProgramAnswer answer)
    {
        if (answer.IsMissing)
        {
            return new SlurmFault(
                $"The program {program} was not found; install Slurm's client or name its folder.", isRefusal: false);
        }

        var complaint = answer.Complaint.Trim().ReplaceLineEndings(" ");
        // 255 is ssh's own failure.
        var isRefusal = answer.HasEnded && complaint.Length > 0
            && !(access.Ssh.Length > 0 && answer.Fault == "ended with 255")
            && !NotHeard.Any(words => complaint.Contains(words, StringComparison.Ordinal));
        return new SlurmFault(
            complaint.Length == 0 ? $"{program} {answer.Fault}." : $"{program}: {complaint}", isRefusal);
    }
}
