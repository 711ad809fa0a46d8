using Headroom.Cluster;

namespace Headroom.Metering.Tests;

public sealed class BillingCheckTests
{
    private static readonly BillingRules Good = new()
    {
        Currency = new Currency("EUR", 2),
        Prices = [new Price("A100", "", [2_500_000]), new Price("A100", "north", [2_000_000])],
        Budgets = [new Budget { Tenant = "lab", MilliHours = 1_000 }],
    };

    public static TheoryData<BillingRules, string> Bad => new()
    {
        { Good with { Currency = new Currency("eur", 2) }, "currency" },
        { Good with { Currency = new Currency("EUR", 7) }, "digits" },
        { Good with { Calendar = new BillingCalendar(50) }, "zone" },
        { Good with { Calendar = new BillingCalendar(15 * 60) }, "zone" },
        { Good with { Prices = [Good.Prices[0], Good.Prices[0]] }, "prices[1]" },
        { Good with { Prices = [new Price("", "", [1])] }, "prices[0].chip" },
        { Good with { Prices = [new Price("A\n", "", [1])] }, "prices[0].chip" },
        { Good with { Prices = [new Price("A", "a\tb", [1])] }, "prices[0].region" },
        { Good with { Prices = [new Price("A", "", [1, 2])] }, "prices[0].price" },
        { Good with { Prices = [new Price("A", "", [-1])] }, "prices[0].price" },
        { Good with { Prices = [new Price("A", "", [Price.MicroMax + 1])] }, "prices[0].price" },
        { Good with { Budgets = [new Budget { Tenant = "lab" }] }, "budgets[0]" },
        { Good with { Budgets = [new Budget { Tenant = "", MilliHours = 1 }] }, "budgets[0].tenant" },
        { Good with { Budgets = [new Budget { Tenant = "lab", MilliHours = -1 }] }, "budgets[0].hours" },
        { Good with { Budgets = [new Budget { Tenant = "lab", MoneyMicro = -1 }] }, "budgets[0].money" },
        { Good with { Budgets = [new Budget { Tenant = "lab", MilliHours = 1, WarnPercent = 0 }] }, "budgets[0].warn" },
        { Good with { Budgets = [new Budget { Tenant = "lab", MilliHours = 1, To = new(2026, 1, 1) }] }, "budgets[0]" },
        {
            Good with { Budgets = [new Budget { Tenant = "lab", MilliHours = 1, Period = BudgetPeriod.Range }] },
            "budgets[0]"
        },
        {
            Good with
            {
                Budgets =
                [
                    new Budget
                    {
                        Tenant = "lab", MilliHours = 1, Period = BudgetPeriod.Range, From = new(2026, 2, 1),
                        To = new(2026, 1, 1),
                    },
                ],
            },
            "budgets[0].to"
        },
    };

    [Fact]
    public void Good_rules_have_no_faults() => Assert.Empty(BillingCheck.Faults(Good));

    [Theory]
    [MemberData(nameof(Bad), DisableDiscoveryEnumeration = true)]
    public void A_fault_names_its_key(BillingRules rules, string key) =>
        Assert.Equal(key, Assert.Single(BillingCheck.Faults(rules)).Key);

    [Fact]
    public void Many_faults_are_cut()
    {
        var many = Good with { Prices = [.. Enumerable.Repeat(new Price("", "", [-1]), 5_000)] };

        Assert.Equal(SpecificationFault.CountMax, BillingCheck.Faults(many).Count);
    }
}
