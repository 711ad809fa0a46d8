using Headroom.Exchange;
using Headroom.Exchange.Listings;
using Headroom.Exchange.Matching;
using Headroom.Exchange.Profiles;
using Headroom.Privacy.Keys;
using Headroom.Simulation.Chance;

namespace Headroom.Cli.Bench;

/// <summary>Matching of an exchange of 10,000 listings of each kind.</summary>
internal static class MatchRun
{
    private const int Listings = 10_000;
    private const int Owners = 1_000;

    private static readonly DateTimeOffset Day = new(2027, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly string[] Regions = ["cn-east", "cn-north", "cn-south", "cn-west", "eu-central", "eu-west", "us-east", "us-west"];
    private static readonly string[] Purposes = ["evaluation", "research", "training"];
    private static readonly string[] Licences = ["apache-2.0", "mit", "research"];
    private static readonly string[] Evidence = ["node-identity", "tpm2"];
    private static readonly int[] Teraflops = [60, 110, 140, 300, 400];
    private static readonly long[] Parameters = [500, 1_500, 3_000, 7_000, 14_000, 32_000, 70_000];

    public static BenchScenario Scenario { get; } = new()
    {
        Name = "match-10k",
        Unit = "s",
        Must = 30,
        Ideal = 10,
        MemoryMustMiB = 2_048,
        Source = "10,000 listings each of data, compute and models, made; the best matching, its stable prices and the proof "
            + "that no pair was left out; no published figure",
        Measure = Measure,
    };

    private static double Measure(BenchRun bench)
    {
        var listings = World(Listings, new Pcg32(1));
        MatchResult? result = null;
        var seconds = BenchRun.Seconds(() => result = Matcher.Match(listings));
        bench.Add(new BenchFigure("matches", result!.Made.Count, "", ""));
        bench.Add(new BenchFigure("worth beyond what is asked", (double)(result.SurplusMicro / Money.Micro), "CNY", ""));
        bench.Add(new BenchFigure("flows until none was left out", result.Rounds, "", ""));
        return seconds;
    }

    /// <summary>So many listings of each kind, whose terms meet now and then.</summary>
    private static List<Listing> World(int count, Pcg32 chance)
    {
        PublicKey[] owners =
        [
            .. Enumerable.Range(1, Owners).Select(owner =>
            {
                using var key = KeyPair.Of(KeyKind.Sign, [.. BitConverter.GetBytes((long)owner), .. new byte[24]]);
                return key.Public;
            }),
        ];
        var listings = new List<Listing>();
        for (var index = 0; index < count; index++)
        {
            listings.Add(Data(index, owners[Next(chance, Owners)], chance));
            listings.Add(Compute(index, owners[Next(chance, Owners)], chance));
            listings.Add(Model(index, owners[Next(chance, Owners)], chance));
        }

        return listings;
    }

    private static DataListing Data(int index, PublicKey owner, Pcg32 chance)
    {
        var tokens = 1_000_000L * (1 + Next(chance, 300));
        return new DataListing(
            Terms($"data-{index}", owner, Some(Purposes, chance), Some(Regions, chance), chance),
            new DataProfile(
                tokens / 200, tokens * 4, tokens, "o200k", Next(chance, 300), RiskLevel.Masked, [], [], []),
            (Protection)Next(chance, 2), Some(Evidence, chance), Some(Licences, chance), Tuning.Adapter, null,
            Of(chance, 2_000), Of(chance, 50_000), 1 + Next(chance, 3), 1 + Next(chance, 3));
    }

    private static ComputeListing Compute(int index, PublicKey owner, Pcg32 chance)
    {
        var teraflops = Teraflops[Next(chance, Teraflops.Length)];
        var price = teraflops * (60_000L + Next(chance, 60_000));
        return new ComputeListing(
            Terms($"compute-{index}", owner, Some(Purposes, chance), [Regions[Next(chance, Regions.Length)]], chance),
            $"chip-{teraflops}", teraflops, 1 << Next(chance, 6), 10 + Next(chance, 2_000),
            1 + Next(chance, 3),
            new PriceCurve([new PriceStep(100, price), new PriceStep(null, price * 9 / 10)]),
            Next(chance, 2) == 0 ? [Protection.Masked] : [Protection.Masked, Protection.Sealed],
            Some(Evidence, chance));
    }

    private static ModelListing Model(int index, PublicKey owner, Pcg32 chance) => new(
        Terms($"model-{index}", owner, Some(Purposes, chance), Some(Regions, chance), chance),
        $"base-{index}", Licences[Next(chance, Licences.Length)],
        1_000_000 * Parameters[Next(chance, Parameters.Length)], [Tuning.Adapter, Tuning.Full], Of(chance, 1_000));

    private static ListingTerms Terms(
        string name, PublicKey owner, IReadOnlyList<string> purposes, IReadOnlyList<string> regions, Pcg32 chance) =>
        new(name, owner, "CNY", purposes, regions, Day, Day.AddMonths(1 + Next(chance, 3)));

    private static int Next(Pcg32 chance, int limit) => (int)chance.Below((uint)limit);

    private static long Of(Pcg32 chance, int most) => Next(chance, most) * Money.Micro;

    // None is any; else one or two.
    private static IReadOnlyList<string> Some(string[] words, Pcg32 chance) => Next(chance, 3) switch
    {
        0 => [],
        1 => [words[Next(chance, words.Length)]],
        _ =>
        [
            .. Enumerable.Range(0, 2).Select(_ => words[Next(chance, words.Length)])
                .Distinct().Order(StringComparer.Ordinal),
        ],
    };
}
