using System.CommandLine;
using Headroom.Cli.Outcome;
using Headroom.Traces;

namespace Headroom.Cli.Parsing;

/// <summary>The options that name histories of jobs and say how they are written.</summary>
internal static class JobHistories
{
    public static DefaultedOption<IReadOnlyList<string>> Option() =>
        Files.Some("--jobs", "Histories, each a trace of its own [default: the sample history]");

    public static DefaultedOption<JobHistoryFormat> Format() =>
        Choices.One("--format", "format", "How the histories are written",
            ("csv", JobHistoryFormat.Csv), ("muri", JobHistoryFormat.Muri), ("chronus", JobHistoryFormat.Chronus),
            ("gavel", JobHistoryFormat.Gavel), ("sacct", JobHistoryFormat.Sacct), ("kueue", JobHistoryFormat.Kueue));

    public static Option<bool> Strict() => new("--strict")
    {
        Description = "Refuse a history with a bad line instead of leaving the line out",
    };

    /// <summary>Reads the histories, or the sample when none is named.</summary>
    public static IReadOnlyList<JobHistory> Read(
        IReadOnlyList<string> paths, JobHistoryFormat format, bool strict, string sample)
    {
        if (paths.Count > 0) return [.. paths.Select(path => JobHistoryReader.Read(path, format, strict))];
        if (format != JobHistoryFormat.Csv)
        {
            throw new CommandFailure(
                ExitCode.WrongUse, "--format belongs to --jobs; name the files, or leave both out for the sample.");
        }

        return [JobHistoryReader.Read(sample, JobHistoryFormat.Csv, strict)];
    }
}
