using CsCheck;
using Headroom.Exchange.Listings;
using Headroom.Exchange.Matching;

namespace Headroom.Exchange.Tests.Matching;

/// <summary>Exchanges of a few listings whose terms meet or do not, small enough to try everything.</summary>
internal static class SmallWorlds
{
    private static readonly string[] AllUses = ["evaluation", "training", "other"];
    private static readonly Gen<IReadOnlyList<string>> Places = Words("east", "north");
    private static readonly Gen<IReadOnlyList<string>> Uses = Words("evaluation", "training");
    private static readonly Gen<IReadOnlyList<string>> Licences = Words("apache-2.0", "mit");
    private static readonly Gen<IReadOnlyList<string>> Evidence = Words("node-identity");

    private static readonly Gen<DataListing> Data =
        from uses in Uses
        from places in Places
        from licences in Licences
        from evidence in Evidence
        from tokens in Gen.Int[1, 40]
        from ask in Gen.Int[0, 3]
        from budget in Gen.Int[0, 12]
        from copies in Gen.Int[1, 2]
        from owner in Gen.Byte[1, 3]
        from days in Gen.Int[1, 4]
        from name in Gen.Int[0, 1_000_000]
        select Owned(owner, key => Made.Data(key, $"d{name}") with
        {
            Terms = Made.Terms(key, $"d{name}") with { Purposes = uses, Regions = places, Until = Made.Day.AddDays(days) },
            Profile = Made.Profile with { Tokens = tokens * 1_000_000L, Bytes = tokens * 4_000_000L },
            Licences = licences,
            Evidence = evidence,
            AskMicro = ask * 100 * Money.Micro,
            BudgetMicro = budget * 100 * Money.Micro,
            Copies = copies,
        });

    private static readonly Gen<ComputeListing> Compute =
        from uses in Uses
        from place in Gen.Bool.Select(isEast => isEast ? "east" : "north")
        from evidence in Evidence
        from price in Gen.Int[1, 60]
        from hours in Gen.Int[1, 6]
        from slots in Gen.Int[1, 2]
        from gpus in Gen.Int[1, 2]
        from owner in Gen.Byte[3, 5]
        from name in Gen.Int[0, 1_000_000]
        select Owned(owner, key => Made.Compute(key, $"c{name}") with
        {
            Terms = Made.Terms(key, $"c{name}", place) with { Purposes = uses },
            Evidence = evidence,
            Hours = hours,
            Slots = slots,
            Gpus = gpus,
            Prices = new PriceCurve([new(1, 2 * price * Money.Micro), new(null, price * Money.Micro)]),
        });

    private static readonly Gen<ModelListing> Model =
        from uses in Uses
        from places in Places
        from licence in Gen.Bool.Select(isFree => isFree ? "apache-2.0" : "mit")
        from size in Gen.Int[1, 8]
        from ask in Gen.Int[0, 2]
        from name in Gen.Int[0, 1_000_000]
        select Owned(9, key => Made.Model(key, $"m{name}") with
        {
            Terms = Made.Terms(key, $"m{name}") with { Purposes = uses, Regions = places },
            Licence = licence,
            Parameters = size * 1_000_000_000L,
            AskMicro = ask * 50 * Money.Micro,
        });

    public static Gen<Listing[]> All { get; } =
        from data in Data.Array[0, 4]
        from compute in Compute.Array[0, 4]
        from models in Model.Array[0, 3]
        select (Listing[])[.. data, .. compute, .. models];

    /// <summary>What one price stands for in all of these.</summary>
    public static long MicroPerExaflop(string currency) => currency == "CNY" ? 20 * Money.Micro : 1;

    /// <summary>What three are worth together, from the terms alone; null where a term keeps them apart.</summary>
    public static long? Worth(DataListing data, ComputeListing compute, ModelListing model)
    {
        bool Allows(IReadOnlyList<string> words, string word) => words.Count == 0 || words.Contains(word);
        var isShared = AllUses.Any(use =>
            Allows(data.Terms.Purposes, use) && Allows(compute.Terms.Purposes, use)
            && Allows(model.Terms.Purposes, use));
        var seconds = ProjectWorth.GpuSeconds(data, model.Parameters, compute.Teraflops);
        var end = new[] { data.Terms.Until, compute.Terms.Until, model.Terms.Until }.Min();
        var isAllowed = isShared && data.Terms.Owner.Id != compute.Terms.Owner.Id
            && Allows(data.Terms.Regions, compute.Region) && Allows(model.Terms.Regions, compute.Region)
            && Allows(data.Licences, model.Licence) && data.Evidence.All(compute.Evidence.Contains)
            && seconds <= compute.Hours * 3600
            && Made.Day.AddSeconds((seconds + compute.Gpus - 1) / compute.Gpus) <= end;
        return isAllowed
            ? ProjectWorth.Micro(data, model.Parameters, MicroPerExaflop("CNY")) - data.AskMicro - model.AskMicro
                - compute.Prices.Cost(seconds)
            : null;
    }

    private static Gen<IReadOnlyList<string>> Words(params string[] words) =>
        Gen.Int[0, (1 << words.Length) - 1].Select(set =>
            (IReadOnlyList<string>)[.. words.Where((_, index) => (set >> index & 1) == 1)]);

    private static T Owned<T>(byte owner, Func<Privacy.Keys.KeyPair, T> make)
    {
        using var key = Made.Key(owner);
        return make(key);
    }
}
