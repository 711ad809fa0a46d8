using System.Globalization;
using Headroom.Engines.Slurm.Calls;

namespace Headroom.Engines.Slurm.Tools;

/// <summary>Reads jobs as sacct prints them, one a line.</summary>
internal static class AccountLines
{
    private const int Fields = 10;

    /// <summary>Names come last, as with squeue.</summary>
    public const string Format = "JobIDRaw,State,ExitCode,Submit,Start,End,NodeList,AllocTRES,JobName,Comment";

    /// <summary>The jobs; a line that is none is passed over.</summary>
    public static List<SlurmJob> Parse(string output)
    {
        var jobs = new List<SlurmJob>();
        foreach (var line in output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var cells = line.Split('|', Fields);
            if (cells.Length != Fields
                || !long.TryParse(cells[0], NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            {
                continue;
            }

            // "CANCELLED by 1000".
            jobs.Add(new SlurmJob(id, cells[8], cells[1].Split(' ')[0])
            {
                WaitStatus = WaitStatus(cells[2]),
                SubmittedAt = JobLines.Time(cells[3]),
                StartedAt = JobLines.Time(cells[4]),
                EndedAt = JobLines.Time(cells[5]),
                Nodes = cells[6],
                Holds = cells[7],
                Comment = cells[9].Trim(),
            });
        }

        return jobs;
    }

    // "code:signal".
    private static int WaitStatus(string text)
    {
        var parts = text.Split(':');
        return parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var code)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var signal)
            ? code << 8 | signal & 0x7f
            : 0;
    }
}
