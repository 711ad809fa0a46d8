using System.CommandLine;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;

namespace Headroom.Cli.Configuration;

/// <summary>How results are printed: the flag, else what is set for all commands.</summary>
internal static class OutputSetting
{
    /// <summary>The flag.</summary>
    /// <param name="hasRows">Whether results are rows, so that they can be CSV.</param>
    public static DefaultedOption<OutputFormat> Option(bool hasRows)
    {
        (string, OutputFormat)[] plain = [("table", OutputFormat.Table), ("json", OutputFormat.Json)];
        return Choices.One(
            "--output", "output", "How results are printed", hasRows ? [.. plain, ("csv", OutputFormat.Csv)] : plain);
    }

    /// <summary>The format.</summary>
    /// <exception cref="CommandFailure">What is set is no format.</exception>
    public static OutputFormat Of(
        ParseResult parsed, DefaultedOption<OutputFormat> option, Settings settings, bool hasRows)
    {
        if (parsed.GetResult(option) is not null) return option.In(parsed);

        var chosen = settings[Setting.Output, null];
        return chosen.Text switch
        {
            "table" => OutputFormat.Table,
            "json" => OutputFormat.Json,
            // What is set for all commands is meant for those that can.
            "csv" => hasRows ? OutputFormat.Csv : OutputFormat.Table,
            _ => throw new CommandFailure(
                ExitCode.WrongUse, $"{chosen.Place}: unknown output '{chosen.Text}'; known: table, json, csv."),
        };
    }
}
