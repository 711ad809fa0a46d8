using Headroom.Metering;
using Headroom.Traces.Billing;

namespace Headroom.Traces.Tests.Billing;

public sealed class BillingFileTests
{
    private const string Good =
        """
        currency: EUR
        zone: "+05:30"
        prices:
          - {chip: A100, price: 2.5}
          - chip: A100
            region: north
            price: [1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 0.000001, 1]
          - {chip: cpu, price: 0.0425}
        budgets:
          - {tenant: lab, hours: 1000.5}
          - {tenant: lab, money: 5000, period: total, chip: A100, warn: 90, stops: false}
          - {tenant: web, money: 0.5, period: range, from: 2026-01-01, to: 2026-06-30}

        """;

    [Fact]
    public void A_file_says_what_use_costs_and_how_much_there_may_be()
    {
        var rules = BillingFile.Parse("billing.yaml", Good);

        Assert.Equal(new Currency("EUR", 2), rules.Currency);
        Assert.Equal(330, rules.Calendar.OffsetMinutes);
        Assert.Equal(
            [("A100", "", 1, 2_500_000), ("A100", "north", 24, 1_000_000), ("cpu", "", 1, 42_500)],
            rules.Prices.Select(price => (price.Chip, price.Region, price.Hours.Count, (int)price.Hours[0])));
        Assert.Equal(1, rules.Prices[1].At(22));
        Assert.Equal(
            [
                new Budget { Tenant = "lab", MilliHours = 1_000_500 },
                new Budget
                {
                    Tenant = "lab", MoneyMicro = 5_000_000_000, Period = BudgetPeriod.Total, Chip = "A100",
                    WarnPercent = 90, Stops = false,
                },
                new Budget
                {
                    Tenant = "web", MoneyMicro = 500_000, Period = BudgetPeriod.Range, From = new DateOnly(2026, 1, 1),
                    To = new DateOnly(2026, 6, 30),
                },
            ],
            rules.Budgets);
    }

    [Theory]
    [InlineData("JPY", 0)]
    [InlineData("KWD", 3)]
    [InlineData("CNY", 2)]
    public void The_minor_unit_is_that_of_the_currency(string code, int digits) =>
        Assert.Equal(digits, BillingFile.Parse("billing.yaml", $"currency: {code}").Currency.Digits);

    [Theory]
    [InlineData("prices: []", "billing.yaml, line 1, currency: the key is missing")]
    [InlineData("currency: euro", "billing.yaml, line 1, currency: \"euro\" is not the code")]
    [InlineData("currency: EUR\nzone: \"+1\"", "billing.yaml, line 2, zone: \"+1\" is not an offset")]
    [InlineData("currency: EUR\nzone: \"+01:10\"", "billing.yaml, line 2, zone: the offset is that of no time zone")]
    [InlineData("currency: EUR\nprices:\n  - chip: A\n    price: 0.0000001", "line 4, prices[0].price: \"0.0000001\" has more than six")]
    [InlineData("currency: EUR\nprices:\n  - chip: A\n    price: [1, 2]", "line 4, prices[0].price: there are 2 prices")]
    [InlineData("currency: EUR\nprices:\n  - chip: A\n    price: 9999999", "line 4, prices[0].price: 9999999 is not within 0 to 1000000")]
    [InlineData("currency: EUR\nprices:\n  - price: 1", "line 3, prices[0].chip: the key is missing")]
    [InlineData("currency: EUR\nprice: 1", "line 2, price: the key \"price\" is not known here; did you mean prices")]
    [InlineData("currency: EUR\nbudgets:\n  - tenant: lab\n    hours: 1\n    period: year", "line 5, budgets[0].period: \"year\" is not known")]
    [InlineData("currency: EUR\nbudgets:\n  - tenant: lab\n    hours: 1\n    from: 1.1.2026", "line 5, budgets[0].from: \"1.1.2026\" is not a day")]
    public void A_fault_names_line_and_key(string text, string said)
    {
        var fault = Assert.Throws<TraceFormatException>(() => BillingFile.Parse("billing.yaml", text));

        Assert.Contains(said, fault.Message, StringComparison.Ordinal);
    }
}
