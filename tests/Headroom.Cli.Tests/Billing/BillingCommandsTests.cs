using System.Text.Json;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Tests.Remote;
using Headroom.Client.Billing;
using Headroom.Client.Jobs;

namespace Headroom.Cli.Tests.Billing;

public sealed class BillingCommandsTests : IDisposable
{
    private static readonly BillingRequest Rules = new()
    {
        Currency = "EUR",
        Digits = 2,
        Prices = [new PriceRequest { Chip = "A100", Price = [2.5m] }],
        Budgets = [new BudgetRequest { Tenant = "lab", Hours = 1_000 }],
    };

    private readonly CannedServer _server = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _server.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Use_is_told_exactly_in_every_form()
    {
        _server.On("GET /api/v1/usage", CannedAnswer.Json(new UsageView
        {
            From = 0,
            Before = 1,
            Now = 1,
            Currency = "EUR",
            GpuSeconds = 5_400.000_25m,
            Cost = 3.75m,
            Rows =
            [
                new UsageRowView
                {
                    Tenant = "=lab", Chip = "A100", Region = "", GpuSeconds = 5_400.000_25m, CpuSeconds = 0, Cost = 3.75m,
                },
                new UsageRowView
                {
                    Tenant = "web", Chip = "cpu", Region = "north", GpuSeconds = 0, CpuSeconds = 7, Cost = 0.00m,
                    UnpricedSeconds = 7,
                },
            ],
        }));

        Assert.Equal(
            """
            TENANT  CHIP  REGION  GPU-SECONDS  GPU-HOURS  CORE-SECONDS      COST
            =lab    A100  -       5,400.00025      1.500             0  3.75 EUR
            web     cpu   north             0      0.000             7  0.00 EUR
            total                 5,400.00025      1.500             7  3.75 EUR

            """,
            _server.Run("usage --from 2026-11-01 --to 2026-11-30 --tenant lab").Output);
        Assert.Equal(
            """
            tenant,chip,region,job,day,gpu_seconds,cpu_seconds,unpriced_seconds,cost,currency
            '=lab,A100,,,,5400.00025,0,0,3.75,EUR
            web,cpu,north,,,0,7,7,0.00,EUR

            """,
            _server.Run("usage --output csv").Output);
        Assert.Equal(5_400.000_25m, JsonDocument.Parse(_server.Run("usage --output json --by job,day").Output)
            .RootElement.GetProperty("gpu_seconds").GetDecimal());
        Assert.Equal(
            [
                "/api/v1/usage?tenant=lab&from=2026-11-01&to=2026-11-30&by=tenant%2Cchip%2Cregion",
                "/api/v1/usage?by=tenant%2Cchip%2Cregion", "/api/v1/usage?by=job%2Cday",
            ],
            _server.Requests.Select(request => request.Path));
    }

    [Fact]
    public void Invoices_are_told_line_by_line()
    {
        _server.On("GET /api/v1/invoices", CannedAnswer.Json((InvoiceView[])
        [
            new InvoiceView
            {
                Tenant = "lab",
                Month = "2026-10",
                From = 0,
                Before = 1,
                IsFinal = true,
                Currency = "EUR",
                GpuSeconds = 3_600,
                Total = 2.50m,
                Lines = [new("A100", "", 3_600, 2.50m, 2.5m), new("V100", "north", 0.5m, 0.00m)],
            },
        ]));

        Assert.Equal(
            """
            TENANT  MONTH    CHIP   REGION  SECONDS  PRICE/H    AMOUNT
            lab     2026-10  A100   -         3,600      2.5  2.50 EUR
            lab     2026-10  V100   north       0.5        -  0.00 EUR
            lab     2026-10  total                            2.50 EUR

            """,
            _server.Run("invoices --month 2026-10").Output);
        Assert.Equal(
            """
            tenant,month,is_final,chip,region,seconds,price_per_hour,amount,currency
            lab,2026-10,true,A100,,3600,2.5,2.50,EUR
            lab,2026-10,true,V100,north,0.5,,0.00,EUR

            """,
            _server.Run("invoices --output csv").Output);
        Assert.Equal("/api/v1/invoices?month=2026-10", _server.Requests[0].Path);
    }

    [Fact]
    public void Tenants_are_told_with_what_is_left_of_their_budgets()
    {
        _server.On("GET /api/v1/tenants", CannedAnswer.Json((TenantView[])
        [
            new TenantView
            {
                Name = "lab",
                Queues = ["vision", "text"],
                Running = 2,
                Waiting = 3,
                GpuSeconds = 3_600,
                Cost = 2.50m,
                Currency = "EUR",
                Budgets =
                [
                    new BudgetView
                    {
                        Period = BudgetSpan.Month, From = 0, Hours = 1.5m, SecondsUsed = 3_600, Percent = 66, Warn = 80,
                        Stops = true, State = BudgetState.Open,
                    },
                    new BudgetView
                    {
                        Period = BudgetSpan.Total, From = 0, Money = 2, MoneyUsed = 2.50m, SecondsUsed = 3_600,
                        Percent = 125, Warn = 80, Stops = true, State = BudgetState.Spent,
                    },
                ],
            },
            new TenantView { Name = "web", Queues = ["web"], Running = 0, Waiting = 0, GpuSeconds = 0 },
        ]));

        Assert.Equal(
            """
            TENANT  QUEUES       RUNNING  WAITING  GPU-HOURS      COST  BUDGET                 USED   LEFT  STATE
            lab     vision,text        2        3      1.000  2.50 EUR  1.5 GPU-hours, month  1.000  0.500  open
            lab     vision,text        2        3      1.000  2.50 EUR  2 EUR, total           2.50   0.00  spent, nothing starts
            web     web                0        0      0.000         -  -                         -      -  -

            """,
            _server.Run("tenants").Output);
        Assert.Equal(4, _server.Run("tenants --output csv").Output.TrimEnd().Split('\n').Length);
    }

    [Fact]
    public void Applying_prices_shows_what_changes_and_takes_the_place_of_what_was_seen()
    {
        _server.On("GET /api/v1/billing", CannedAnswer.Json(new BillingView(3, 0, "admin", Rules, 900_000)));
        _server.On("PUT /api/v1/billing", CannedAnswer.Json(new BillingView(4, 900_001, "admin", Rules, 1_800_000)));
        var file = Written(
            """
            currency: EUR
            prices:
              - {chip: A100, price: [3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 2, 2]}
              - {chip: H100, region: north, price: 5}
            """);

        var dry = _server.Run(CancellationToken.None, "billing", "apply", file, "--dry-run");
        var real = _server.Run(CancellationToken.None, "billing", "apply", file);

        var changes =
            """
            + price of H100 in north: 5 an hour
            ~ price of A100: 2.5 an hour -> 3 from 00:00 to 22:00, 2 from 22:00 to 24:00
            - budget of lab a month: 1000 GPU-hours, warns at 80 %, then nothing starts

            """;
        Assert.Equal(new CliResult(ExitCode.Done, changes + "Nothing was changed.\n", ""), dry);
        Assert.Equal(
            new CliResult(ExitCode.Done, changes + "Version 4, of admin; its prices hold from 1970-01-01 00:30:00Z on.\n", ""), real);
        Assert.Equal(["GET", "GET", "PUT"], _server.Requests.Select(request => request.Method));
        Assert.Contains("\"price\":[5]", _server.Requests[2].Body, StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_prices_take_the_place_of_none_and_faults_name_their_line()
    {
        _server.On("GET /api/v1/billing", CannedAnswer.Problem(404, "There are no prices yet"));
        _server.On("PUT /api/v1/billing", CannedAnswer.Json(new BillingView(1, 0, "admin", Rules)));

        var applied = _server.Run(CancellationToken.None, "billing", "apply", Written("currency: EUR"));
        var refused = _server.Run(CancellationToken.None, "billing", "apply", Written("currency: EUR\nprices: [{chip: A}]"));

        Assert.Equal(
            "+ currency: EUR with 2 digits\n+ zone: +00:00\nVersion 1, of admin; its prices hold for all that was used before too.\n",
            applied.Output);
        Assert.Equal(ExitCode.WrongUse, refused.ExitCode);
        Assert.Contains("line 2, prices[0].price: the key is missing", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_holds_is_shown_and_a_refusal_has_its_exit_code()
    {
        _server.On("GET /api/v1/billing", CannedAnswer.Json(new BillingView(1, 0, "admin", Rules)));
        _server.On("PUT /api/v1/billing", CannedAnswer.Problem(412, "Prices have changed since", "look at them"));

        Assert.Equal(
            """
            Version 1, of admin; its prices hold for all that was used before too.
            currency: EUR with 2 digits
            zone: +00:00
            price of A100: 2.5 an hour
            budget of lab a month: 1000 GPU-hours, warns at 80 %, then nothing starts

            """,
            _server.Run("billing show").Output);
        Assert.Equal(
            ExitCode.Refused,
            _server.Run(CancellationToken.None, "billing", "apply", Written("currency: EUR")).ExitCode);
    }

    [Fact]
    public void Whoever_submits_is_warned_beside_the_answer()
    {
        _server.On(
            "POST /api/v1/jobs",
            CannedAnswer.Json(new Submitted(17, 1) { Warnings = ["The budget of lab is used up."] }));

        Assert.Equal(
            new CliResult(ExitCode.Done, "17\n", "headroom: The budget of lab is used up.\n"),
            _server.Run("submit -- true"));
    }

    [Theory]
    [InlineData("usage --from 1.11.2026", "--from '1.11.2026' is not a day such as 2026-11-30")]
    [InlineData("usage --by colour", "unknown kind 'colour'")]
    [InlineData("usage --output yaml", "known: table, json, csv")]
    public void Wrong_use_is_told(string line, string sentence)
    {
        var result = _server.Run(line);

        Assert.Equal(ExitCode.WrongUse, result.ExitCode);
        Assert.Contains(sentence, result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+x", "'+x")]
    [InlineData("-x", "'-x")]
    [InlineData("@x", "'@x")]
    [InlineData("\t=x", "'\t=x")]
    [InlineData("x=1", "x=1")]
    [InlineData("", "")]
    public void A_text_is_no_formula(string text, string cell) => Assert.Equal(cell, CsvText.Line(text));

    [Fact]
    public void A_negative_number_stays_one() => Assert.Equal("-1.5,-2", CsvText.Line(-1.5, -2L));

    private string Written(string text)
    {
        var path = Path.Combine(_folder.Path, $"{Guid.NewGuid():N}.yaml");
        File.WriteAllText(path, text);
        return path;
    }
}
