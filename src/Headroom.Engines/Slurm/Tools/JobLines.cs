using System.Globalization;
using Headroom.Engines.Slurm.Calls;

namespace Headroom.Engines.Slurm.Tools;

/// <summary>Reads jobs as squeue prints them, one a line.</summary>
internal static class JobLines
{
    private const char Between = '|';
    private const int Fields = 12;

    /// <summary>Names come last: whatever others have in theirs, it cannot move a number to another place.</summary>
    public const string Format = "JobID:|,State:|,exit_code:|,RestartCnt:|,SubmitTime:|,StartTime:|,EndTime:|,Reason:|,"
        + "NodeList:|,tres-alloc:|,Name:|,Comment:";

    /// <summary>The jobs; a line that is none is passed over, as a name with a line feed in it makes one.</summary>
    public static List<SlurmJob> Parse(string output)
    {
        var jobs = new List<SlurmJob>();
        foreach (var line in output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var cells = line.Split(Between, Fields);
            if (cells.Length != Fields || !TryNumber(cells[0], out var id)) continue;

            jobs.Add(new SlurmJob(id, cells[10], cells[1])
            {
                WaitStatus = TryNumber(cells[2], out var status) ? (int)status : 0,
                Restarts = TryNumber(cells[3], out var restarts) ? (int)restarts : 0,
                SubmittedAt = Time(cells[4]),
                StartedAt = Time(cells[5]),
                EndedAt = Time(cells[6]),
                Reason = cells[7],
                Nodes = cells[8],
                Holds = cells[9],
                Comment = cells[11].Trim(),
            });
        }

        return jobs;
    }

    /// <summary>A time in seconds since 1970; null for one that is not known.</summary>
    public static DateTimeOffset? Time(string text) =>
        TryNumber(text, out var seconds) && seconds > 0 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    private static bool TryNumber(string text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
