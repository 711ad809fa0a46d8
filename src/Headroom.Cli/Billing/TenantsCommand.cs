using System.CommandLine;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Cli.Remote;
using Headroom.Client.Billing;

namespace Headroom.Cli.Billing;

/// <summary><c>headroom tenants</c>: the tenants, what they use and what is left of their budgets.</summary>
internal static class TenantsCommand
{
    public static Command Create(Terminal terminal) =>
        new DocumentedCommand(
            "tenants",
            "List the tenants, what they use this month and what is left of their budgets.",
            "headroom tenants",
            "headroom tenants --output csv")
        .Serve(
            terminal,
            async (call, cancellation) =>
            {
                var tenants = await call.AskAsync(client => client.TenantsAsync(cancellation), cancellation);
                if (call.IsJson) WireJson.WriteArray(terminal, tenants);
                else if (call.Format == OutputFormat.Csv) WriteCsv(terminal, tenants);
                else Write(terminal, tenants);
                return ExitCode.Done;
            },
            hasRows: true);

    private static void WriteCsv(Terminal terminal, IReadOnlyList<TenantView> tenants)
    {
        terminal.Output.WriteLine(CsvText.Line(
            "tenant", "running", "waiting", "gpu_seconds", "cost", "currency", "budget_period", "budget_chip", "hours",
            "seconds_used", "money", "money_used", "percent", "state"));
        foreach (var tenant in tenants)
        {
            foreach (var budget in tenant.Budgets.DefaultIfEmpty())
            {
                terminal.Output.WriteLine(CsvText.Line(
                    tenant.Name, tenant.Running, tenant.Waiting, tenant.GpuSeconds, tenant.Cost, tenant.Currency,
                    budget is null ? null : PeriodOf(budget), budget?.Chip, budget?.Hours, budget?.SecondsUsed,
                    budget?.Money, budget?.MoneyUsed, budget?.Percent, budget is null ? null : StateOf(budget)));
            }
        }
    }

    // One line for each budget, with the tenant on all of them: lines are searched one by one.
    private static void Write(Terminal terminal, IReadOnlyList<TenantView> tenants)
    {
        var table = new TextTable(
            TableColumn.Words("TENANT"), TableColumn.Words("QUEUES"), new("RUNNING"), new("WAITING"), new("GPU-HOURS"),
            new("COST"), TableColumn.Words("BUDGET"), new("USED"), new("LEFT"), TableColumn.Words("STATE"));
        foreach (var tenant in tenants)
        {
            if (tenant.Budgets.Count == 0)
                Add(tenant, NumberText.None, NumberText.None, NumberText.None, NumberText.None);
            foreach (var budget in tenant.Budgets)
            {
                var chip = budget.Chip.Length > 0 ? $" {budget.Chip}" : "";
                if (budget.Hours is { } hours)
                {
                    Add(
                        tenant, $"{MoneyText.Plain(hours)} GPU-hours{chip}, {PeriodOf(budget)}",
                        MoneyText.Hours(budget.SecondsUsed),
                        MoneyText.Hours(Math.Max(hours * 3_600 - budget.SecondsUsed, 0)), StateOf(budget));
                }

                if (budget.Money is { } money)
                {
                    Add(
                        tenant, $"{MoneyText.Of(money, tenant.Currency)}{chip}, {PeriodOf(budget)}",
                        MoneyText.Amount(budget.MoneyUsed),
                        MoneyText.Amount(Math.Max(money - (budget.MoneyUsed ?? 0), 0.00m)),
                        StateOf(budget));
                }
            }
        }

        table.Write(terminal);

        void Add(TenantView tenant, string budget, string used, string left, string state) => table.Add(
            tenant.Name, string.Join(',', tenant.Queues), NumberText.Whole(tenant.Running),
            NumberText.Whole(tenant.Waiting), MoneyText.Hours(tenant.GpuSeconds),
            MoneyText.Of(tenant.Cost, tenant.Currency), budget, used, left, state);
    }

    private static string PeriodOf(BudgetView budget) => budget.Period switch
    {
        BudgetSpan.Month => "month",
        BudgetSpan.Total => "total",
        _ => "range",
    };

    private static string StateOf(BudgetView budget) => budget.State switch
    {
        BudgetState.Open => "open",
        BudgetState.Near => "near its end",
        BudgetState.Spent => budget.Stops ? "spent, nothing starts" : "spent",
        _ => "not now",
    };
}
