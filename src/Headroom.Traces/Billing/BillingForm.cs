using Headroom.Cluster;
using Headroom.Metering;
using Headroom.Traces.Specifications;

namespace Headroom.Traces.Billing;

/// <summary>Makes billing rules of their keys.</summary>
internal sealed class BillingForm(FaultLog faults)
{
    /// <summary>The rules, not yet checked.</summary>
    public BillingRules Read(Section root)
    {
        var code = root.RequiredText("currency");
        var digits = root.Whole("digits", Currency.UsualDigits(code));
        return new BillingRules
        {
            Currency = new Currency(code, digits),
            Calendar = new BillingCalendar(
                root.Find("zone") is { } zone ? faults.Values.Offset(zone, root.PathOf("zone")) ?? 0 : 0),
            Prices = [.. root.Items("prices").Select(item => Price(item.Entry, item.Path))],
            Budgets = [.. root.Items("budgets").Select(item => Budget(item.Entry, item.Path))],
        };
    }

    private Price Price(Entry entry, string path)
    {
        var section = new Section(entry, path, BillingKeys.Price, faults);
        ValueList<long> hours = section.Require("price") switch
        {
            null => [0],
            ListEntry => [.. section.Items("price").Select(item => faults.Values.Micro(item.Entry, item.Path) ?? 0)],
            var single => [faults.Values.Micro(single, section.PathOf("price")) ?? 0],
        };
        return new Price(section.RequiredText("chip"), section.Text("region"), hours);
    }

    private Budget Budget(Entry entry, string path)
    {
        var section = new Section(entry, path, BillingKeys.Budget, faults);
        return new Budget
        {
            Tenant = section.RequiredText("tenant"),
            Period = (BudgetPeriod)section.Word("period", BillingKeys.Periods, (int)BudgetPeriod.Month),
            From = Day(section, "from"),
            To = Day(section, "to"),
            Chip = section.Text("chip"),
            MilliHours = section.Milli("hours"),
            MoneyMicro = section.Find("money") is { } money
                ? faults.Values.Micro(money, section.PathOf("money"))
                : null,
            WarnPercent = section.Whole("warn", Metering.Budget.WarnUsual),
            Stops = section.Truth("stops", usual: true),
        };
    }

    private DateOnly? Day(Section section, string key) =>
        section.Find(key) is { } entry ? faults.Values.Day(entry, section.PathOf(key)) : null;
}
