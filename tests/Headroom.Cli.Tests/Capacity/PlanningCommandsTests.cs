using System.Text.Json;
using Headroom.Cli.Outcome;
using Headroom.Testing;

namespace Headroom.Cli.Tests.Capacity;

public sealed class PlanningCommandsTests
{
    [Fact]
    public void A_gap_counts_what_waits()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("jobs.csv", "id,submit_s,start_s,runtime_s,gpus,tenant\n"
            + "1,0,0,7200,8,a\n2,0,7200,3600,8,b\n3,10800,10800,60,1,a\n");

        var result = Cli.Run("gap", "--history", path, "--fleet", "1x8", "--cells", "--output", "json");

        var gap = JsonDocument.Parse(result.Output).RootElement;
        Assert.Equal(16, gap.GetProperty("cells")[1].GetProperty("pending").GetDouble());
        Assert.Equal(2, gap.GetProperty("cells")[1].GetProperty("byHour")[2].GetProperty("hour").GetInt32());
        Assert.Equal(ExitCode.WrongUse, Cli.Run("gap", "--format", "live", "--cells").ExitCode);
        Assert.Equal(24, gap.GetProperty("nameplate").GetDouble());
        Assert.Equal(24, gap.GetProperty("allocated").GetDouble());
        Assert.Equal(16, gap.GetProperty("pending").GetDouble());
        Assert.Equal(0.112, gap.GetProperty("wedge").GetProperty("coverAtOpening").GetDouble(), tolerance: 0.001);
    }

    [Fact]
    public void A_gap_tells_pools_and_chips_apart_by_a_fleet_file_and_counts_what_was_refused()
    {
        using var folder = new TemporaryFolder();
        var fleet = folder.Write("fleet.yaml", """
            nodes:
              - {name: "a-{0..1}", gpus: 8, model: A100-80G, cluster: train, cpu: 64, memoryGiB: 512}
              - {name: b, gpus: 4, model: L40S, cluster: serve, cpu: 64, memoryGiB: 512}
            """);
        var path = folder.Write("jobs.txt", """
            JobID|Account|Partition|Submit|Start|End|Elapsed|State|AllocTRES|ReqTRES
            1|ml|train|2024-05-01T12:00:00|2024-05-01T12:00:00|2024-05-01T14:00:00|02:00:00|COMPLETED|gres/gpu:a100=16|
            2|ml|serve|2024-05-01T12:00:00|2024-05-01T12:00:00|2024-05-01T14:00:00|02:00:00|COMPLETED|gres/gpu:l40s=2|
            3|nlp|train|2024-05-01T12:00:00|None|2024-05-01T13:00:00|00:00:00|CANCELLED by 7||gres/gpu:a100=8
            4|ml|train|2024-05-01T16:00:00|2024-05-01T16:00:00|2024-05-01T16:01:00|00:01:00|COMPLETED|gres/gpu:a100=1|
            """);
        var page = Path.Combine(folder.Path, "gap.html");

        var result = Cli.Run(
            "gap", "--history", path, "--format", "sacct", "--fleet", fleet, "--html", page, "--output", "json");

        Assert.Equal(ExitCode.Done, result.ExitCode);
        var gap = JsonDocument.Parse(result.Output).RootElement;
        Assert.Equal(80, gap.GetProperty("nameplate").GetDouble());
        Assert.Equal((8, 16), (gap.GetProperty("pending").GetDouble(), gap.GetProperty("refused").GetDouble()));
        var pool = gap.GetProperty("pools")[0];
        Assert.Equal("train", pool.GetProperty("pool").GetString());
        Assert.Equal((64, 16), (pool.GetProperty("inService").GetDouble(), pool.GetProperty("gap").GetDouble()));
        Assert.Equal("a100", gap.GetProperty("chips")[0].GetProperty("chip").GetString());
        Assert.Equal(64, gap.GetProperty("chips")[0].GetProperty("inService").GetDouble());
        Assert.Contains("<svg", File.ReadAllText(page), StringComparison.Ordinal);
    }

    [Fact]
    public void Routes_of_a_gap_are_computed_and_close_it_by_a_day()
    {
        using var folder = new TemporaryFolder();
        var jobs = folder.Write("jobs.csv", "id,submit_s,start_s,runtime_s,gpus,tenant\n"
            + "1,0,0,36000,8,a\n2,0,36000,3600,8,b\n3,39600,39600,60,1,a\n");
        var found = Cli.Run(
            "gap", "--history", jobs, "--fleet", "1x8", "--price", "2.5", "--like", "7B", "--own-tokens", "1M", "--variants",
            "3", "--output", "json");

        var closed = Cli.Run(
            "abate", "--gap", folder.Write("gap.json", found.Output), "--by", "2999-01-01", "--output", "json");

        var routes = JsonDocument.Parse(found.Output).RootElement.GetProperty("routes");
        Assert.Equal(80, routes.GetProperty("rent").GetDouble());
        Assert.InRange(routes.GetProperty("needLess").GetDouble(), 87.5, 88);
        var mix = JsonDocument.Parse(closed.Output).RootElement;
        Assert.Equal((0, 0), (mix.GetProperty("open").GetDouble(), mix.GetProperty("cost").GetDouble()));
        Assert.Equal("need less", mix.GetProperty("measures")[0].GetProperty("route").GetString());
    }

    // The saving of one base is a share of what trainings take, however many they are: here 1 - 1e9 / 1.3e11.
    [Fact]
    public void What_one_base_saves_does_not_shrink_with_the_number_of_trainings()
    {
        double NeedLess(int variants) => JsonDocument.Parse(Cli.Run(
            "gap", "--like", "7B", "--own-tokens", "1B", "--variants", $"{variants}", "--output", "json").Output)
            .RootElement.GetProperty("routes").GetProperty("needLess").GetDouble();

        Assert.InRange(NeedLess(1), 3_000, 3_177);
        Assert.Equal(NeedLess(1), NeedLess(1_000), 3);
    }

    [Theory]
    [InlineData("gap --history jobs.csv", "--fleet")]
    [InlineData("gap --fleet 8by8", "nor a file")]
    [InlineData("gap --like 7B", "--own-tokens")]
    [InlineData("gap --unit flop", "--chip")]
    [InlineData("size --like 7B --loss 2", "one of --loss, --like and --flop")]
    [InlineData("size --loss 1.2", "cannot be reached")]
    [InlineData("size --like 7B --chip H10", "did you mean 'H100'")]
    [InlineData("size --like many", "not an amount above zero")]
    [InlineData("size --like 7B --province Ganzu", "did you mean 'Gansu'")]
    [InlineData("size --like 7B --token-price 1", "--served-tokens")]
    [InlineData("eras --data x.csv --window 2018", "two years such as")]
    public void Wrong_use_is_told(string line, string reason)
    {
        var result = Cli.Run(line.Split(' '));

        Assert.Equal(ExitCode.WrongUse, result.ExitCode);
        Assert.Contains(reason, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_quoted_shortfall_has_two_answers()
    {
        var result = Cli.Run("gap", "quoted");

        Assert.Contains("88 %", result.Output, StringComparison.Ordinal);
        Assert.Contains("16 %", result.Output, StringComparison.Ordinal);
        Assert.Equal(result.Output, Cli.Run("gap", "quoted", "--reading", "both").Output);
        Assert.DoesNotContain("nameplate  ", Cli.Run("gap", "quoted", "--reading", "useful").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pool_that_runs_is_asked_at_its_server()
    {
        var result = Cli.Run("gap", "--format", "live", "--server", "http://127.0.0.1:1");

        Assert.NotEqual(ExitCode.Done, result.ExitCode);
        Assert.DoesNotContain("fault in headroom", result.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.WrongUse, Cli.Run("gap", "--format", "live", "--days", "0").ExitCode);
    }

    [Fact]
    public void Adapters_of_one_base_are_served_by_fewer_replicas_than_models_of_their_own()
    {
        using var folder = new TemporaryFolder();
        var requests = folder.Write("requests.csv", "time,seconds,model\n0,10,a\n20,10,b\n40,10,c\n");

        var result = Cli.Run("size", "serve", "--requests", requests, "--wait", "0", "--output", "json");

        var size = JsonDocument.Parse(result.Output).RootElement;
        Assert.Equal((1, 3), (size.GetProperty("sharedReplicas").GetInt32(), size.GetProperty("separateReplicas").GetInt32()));
        Assert.Equal(0.67, size.GetProperty("saved").GetDouble(), tolerance: 0.01);
    }

    [Fact]
    public void A_province_tells_its_carbon_and_renting_its_price()
    {
        var result = Cli.Run(
            "size", "--like", "7B", "--served-tokens", "1T", "--token-price", "0.2", "--province", "gansu", "--output", "json");

        var routes = JsonDocument.Parse(result.Output).RootElement.GetProperty("routes");
        Assert.Equal(
            routes[0].GetProperty("kWh").GetDouble() * 0.4772, routes[0].GetProperty("kgCo2").GetDouble(), tolerance: 1e-6);
        Assert.Equal(200_000, routes[routes.GetArrayLength() - 1].GetProperty("cost").GetDouble(), tolerance: 1e-6);
    }

    [Fact]
    public void A_size_names_its_ways_and_limits()
    {
        var result = Cli.Run("size", "--flop", "5.88e23", "--own-tokens", "10B", "--output", "json");

        var routes = JsonDocument.Parse(result.Output).RootElement.GetProperty("routes");
        Assert.Equal(73.0e9, routes[0].GetProperty("parameters").GetDouble(), tolerance: 0.1e9);
        Assert.Contains("never measured", routes[0].GetProperty("warnings").ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_size_tells_what_each_chip_holds_and_how_uncertain_every_way_is()
    {
        var result = Cli.Run(
            "size", "--like", "70B", "--own-tokens", "1B", "--chips", "512", "--price", "2", "--output", "json");

        var size = JsonDocument.Parse(result.Output).RootElement;
        var layouts = size.GetProperty("layouts").EnumerateArray().ToArray();
        Assert.Equal([0, 1, 2, 3, 1], layouts.Select(layout => layout.GetProperty("zeroStage").GetInt32()));
        Assert.False(layouts[0].GetProperty("fits").GetBoolean());
        Assert.True(layouts[4].GetProperty("fits").GetBoolean() && layouts[4].GetProperty("tensor").GetInt32() > 1);
        Assert.All(size.GetProperty("routes").EnumerateArray(), route =>
        {
            var flop = route.GetProperty("byLaw").GetProperty("trainingFlop");
            Assert.InRange(route.GetProperty("trainingFlop").GetDouble(), flop[0].GetDouble(), flop[1].GetDouble());
            Assert.True(route.GetProperty("byLaw").GetProperty("cost")[1].GetDouble() > 0);
        });
        Assert.Contains("None of them fits", Cli.Run("size", "--like", "70B", "--chips", "2").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Data_worth_more_need_less_training()
    {
        double Flop(params string[] more) => JsonDocument.Parse(
            Cli.Run(["size", "--like", "7B", "--output", "json", .. more]).Output).RootElement
            .GetProperty("routes")[0].GetProperty("trainingFlop").GetDouble();

        Assert.InRange(Flop("--data-worth", "4") / Flop(), 0.2, 0.6);
    }

    [Fact]
    public void Curated_data_and_one_base_share_what_trainings_take()
    {
        using var folder = new TemporaryFolder();
        var records = folder.Write("runs.jsonl",
            """
            {"dataset": "a_resiliparse_OH_eli5", "params": 1e9, "tokens": 1e9, "flops": 1e20, "core_v2": 0.2}
            {"dataset": "a_resiliparse_OH_eli5", "params": 1e9, "tokens": 4e9, "flops": 4e20, "core_v2": 0.4}
            {"dataset": "c4_original", "params": 3e9, "tokens": 8e9, "flops": 8e20, "core_v2": 0.4}
            """);
        string[] asked = ["gap", "--like", "1B", "--trained-on", "c4", "--records", records, "--output", "json"];

        var alone = JsonDocument.Parse(Cli.Run(asked).Output).RootElement;
        var both = JsonDocument.Parse(Cli.Run([.. asked, "--own-tokens", "1M"]).Output).RootElement;

        var curated = alone.GetProperty("routes").GetProperty("needLess").GetDouble();
        Assert.True(curated > 0);
        Assert.InRange(both.GetProperty("routes").GetProperty("needLess").GetDouble() / curated, 1.9, 2.0);
        Assert.Equal(ExitCode.WrongUse, Cli.Run("gap", "--like", "1B").ExitCode);
        Assert.Equal(
            ExitCode.WrongUse, Cli.Run("gap", "--like", "1B", "--trained-on", "c5", "--records", records).ExitCode);
    }

    [Fact]
    public void Planners_of_each_year_are_told_what_it_would_have_cost()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("systems.csv", "System,Publication date,Training compute (FLOPs)\n" + string.Concat(
            Enumerable.Range(0, 40).Select(i => $"s{i},{2010 + i / 4}-{1 + i % 4 * 3:00}-15,{1000L << (i / 2)}\n")));
        var page = Path.Combine(folder.Path, "plans.html");

        var result = Cli.Run(
            "eras", "--data", path, "--backtest", "--price", "2", "--html", page, "--output", "json");

        var plans = JsonDocument.Parse(result.Output).RootElement.GetProperty("plans");
        var last = plans[plans.GetArrayLength() - 1];
        Assert.True(last.GetProperty("lossMatched").GetDouble() > last.GetProperty("lossTold").GetDouble());
        Assert.True(last.GetProperty("costMatched").GetDouble() > 0);
        Assert.Contains("<svg", File.ReadAllText(page), StringComparison.Ordinal);
        Assert.Equal(ExitCode.WrongUse, Cli.Run("eras", "--data", path, "--backtest", "--lead", "240").ExitCode);
    }

    [Fact]
    public void Eras_are_printed_beside_what_was_published()
    {
        var path = PublicData.Require("capacity/sevilla2022/compute-trends-123.csv");

        var result = Cli.Run("eras", "--data", path, "--samples", "50");

        Assert.Contains("10.7", result.Output, StringComparison.Ordinal);
        Assert.Contains("n 16, 9.9", result.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, Cli.Run("eras", "--data", path, "--backtest", "--output", "json").ExitCode);
    }

    [Fact]
    public void A_case_of_the_library_is_solved_with_its_proof()
    {
        var path = PublicData.Require("capacity/orlib/cap41.txt");

        var result = Cli.Run("site", "--scenario", path, "--format", "orlib", "--output", "json");

        var plan = JsonDocument.Parse(result.Output).RootElement;
        Assert.Equal(1_040_444.375, plan.GetProperty("cost").GetDouble(), tolerance: 0.005);
        Assert.Equal(0, plan.GetProperty("gap").GetDouble(), tolerance: 1e-6);
    }

    [Fact]
    public void A_scenario_with_a_fault_is_refused_with_its_place()
    {
        using var folder = new TemporaryFolder();
        var sample = File.ReadAllText(Path.Combine(Repository.Root, "samples", "siting", "east-west.json"));
        var misspelt = folder.Write("a.json", sample.Replace("\"quarters\"", "\"quartres\"", StringComparison.Ordinal));
        var uneven = folder.Write("b.json", sample.Replace("\"growth\": 1.03", "\"growth\": -1", StringComparison.Ordinal)
            .Replace("\"probability\": 0.1,", "\"probability\": 0.3,", StringComparison.Ordinal));

        var first = Cli.Run("site", "--scenario", misspelt);
        var second = Cli.Run("site", "--scenario", uneven);

        Assert.Equal(ExitCode.WrongUse, first.ExitCode);
        Assert.Contains("quartres", first.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.WrongUse, second.ExitCode);
        Assert.Contains("add up to 1", second.Error, StringComparison.Ordinal);
    }
}
