using System.CommandLine;
using System.Globalization;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Cli.Remote;
using Headroom.Client.Billing;

namespace Headroom.Cli.Billing;

/// <summary><c>headroom usage</c>: what was used, and what it costs.</summary>
internal static class UsageCommand
{
    private static readonly string[] Usual = ["tenant", "chip", "region"];

    private static readonly (string Key, string Title, Func<UsageRowView, string?> Of)[] Keys =
    [
        ("day", "DAY", row => row.Day?.ToString("O", CultureInfo.InvariantCulture)),
        ("tenant", "TENANT", row => row.Tenant),
        ("chip", "CHIP", row => row.Chip),
        ("region", "REGION", row => row.Region),
        ("job", "JOB", row => row.Job?.ToString(CultureInfo.InvariantCulture)),
    ];

    public static Command Create(Terminal terminal)
    {
        var tenant = BillingOptions.Tenant();
        var from = BillingOptions.Day("--from", "First day [default: the first of this month]");
        var to = BillingOptions.Day("--to", "Last day [default: today]");
        var by = Choices.Some("--by", "kind", "By what it is told apart", ["tenant", "chip", "region", "job", "day"]);
        by.Description = "By what it is told apart: tenant, chip, region, job, day [default: tenant,chip,region]";

        return new DocumentedCommand(
            "usage",
            "Show what was used, and what it costs: exact to the millisecond, running jobs up to now.",
            "headroom usage",
            "headroom usage --by tenant,day --from 2026-11-01 --to 2026-11-30",
            "headroom usage --by job --tenant research --output csv")
        {
            tenant, from, to, by,
        }.Serve(
            terminal,
            async (call, cancellation) =>
            {
                var filter = new UsageFilter
                {
                    Tenant = call.Parsed.GetValue(tenant),
                    From = call.Parsed.GetValue(from),
                    To = call.Parsed.GetValue(to),
                    By = call.Parsed.GetValue(by) ?? Usual,
                };
                var usage = await call.AskAsync(client => client.UsageAsync(filter, cancellation), cancellation);
                if (call.IsJson) WireJson.WriteIndented(terminal, usage);
                else if (call.Format == OutputFormat.Csv) WriteCsv(terminal, usage);
                else Write(terminal, usage, filter.By);
                return ExitCode.Done;
            },
            hasRows: true);
    }

    private static void WriteCsv(Terminal terminal, UsageView usage)
    {
        terminal.Output.WriteLine(CsvText.Line(
            "tenant", "chip", "region", "job", "day", "gpu_seconds", "cpu_seconds", "unpriced_seconds", "cost",
            "currency"));
        foreach (var row in usage.Rows)
        {
            terminal.Output.WriteLine(CsvText.Line(
                row.Tenant, row.Chip, row.Region, row.Job, row.Day?.ToString("O", CultureInfo.InvariantCulture),
                row.GpuSeconds, row.CpuSeconds, row.UnpricedSeconds, row.Cost, usage.Currency));
        }
    }

    private static void Write(Terminal terminal, UsageView usage, IReadOnlyList<string> by)
    {
        var keys = Keys.Where(key => by.Contains(key.Key)).ToList();
        var hasCpu = usage.Rows.Any(row => row.CpuSeconds > 0);
        var table = new TextTable(
        [
            .. keys.Select(key => TableColumn.Words(key.Title)),
            new TableColumn("GPU-SECONDS"),
            new TableColumn("GPU-HOURS"),
            .. hasCpu ? [new TableColumn("CORE-SECONDS")] : Array.Empty<TableColumn>(),
            new TableColumn("COST"),
        ]);
        foreach (var row in usage.Rows)
        {
            Add(
                keys.Select(key => key.Of(row) is { Length: > 0 } text ? text : NumberText.None), row.GpuSeconds,
                row.CpuSeconds, row.Cost);
        }

        if (keys.Count > 0)
        {
            Add(
                keys.Select((_, index) => index == 0 ? "total" : ""), usage.GpuSeconds,
                usage.Rows.Sum(row => row.CpuSeconds), usage.Cost);
        }

        table.Write(terminal);
        if (usage.Cost is not null && usage.Rows.Any(row => row.UnpricedSeconds > 0))
            terminal.Error.WriteLine("Some of it has no price; 'headroom usage --output csv' says how much.");

        void Add(IEnumerable<string> names, decimal gpuSeconds, decimal cpuSeconds, decimal? cost) => table.Add(
        [
            .. names.Select(name => new TableCell(name)), MoneyText.Seconds(gpuSeconds), MoneyText.Hours(gpuSeconds),
            .. hasCpu ? [new TableCell(MoneyText.Seconds(cpuSeconds))] : Array.Empty<TableCell>(),
            MoneyText.Of(cost, usage.Currency),
        ]);
    }
}
