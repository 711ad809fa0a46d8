using Headroom.Exchange.Listings;

namespace Headroom.Exchange.Matching;

/// <summary>Who should deal with whom, and why others should not. Belongs to one thread.</summary>
public sealed class MatchResult
{
    private readonly DataListing[] _data;
    private readonly ComputeListing[] _compute;
    private readonly ModelMenu _menu;
    private readonly PairTable _table;
    private readonly Gains _gains;
    private readonly HashSet<(int Data, int Compute)> _made;

    internal MatchResult(
        DataListing[] data, ComputeListing[] compute, ModelMenu menu, PairTable table, IEnumerable<Pair> made,
        Gains gains, int rounds)
    {
        (_data, _compute, _menu, _table, _gains, Rounds) = (data, compute, menu, table, gains, rounds);
        List<Pair> pairs = [.. made.OrderBy(pair => pair.Data).ThenBy(pair => pair.Compute)];
        _made = [.. pairs.Select(pair => (pair.Data, pair.Compute))];
        Made = [.. pairs.Select(Of)];
    }

    /// <summary>What should be made, by the ids of data and compute.</summary>
    public IReadOnlyList<Match> Made { get; }

    /// <summary>What all of it is worth beyond what is asked, in millionths: no other matching is worth more.</summary>
    public Int128 SurplusMicro => Made.Aggregate((Int128)0, (sum, match) => sum + match.SurplusMicro);

    /// <summary>How often the flow was computed before no pair was left that would have changed it.</summary>
    public int Rounds { get; }

    /// <summary>All pairs that are not made, by the ids of data and compute: as many as there are of them.</summary>
    public IEnumerable<RefusedPair> Refused() =>
        from data in Enumerable.Range(0, _data.Length)
        from compute in Enumerable.Range(0, _compute.Length)
        where !_made.Contains((data, compute))
        select Refused(data, compute);

    /// <summary>The pairs of one listing of data or compute that are not made.</summary>
    public IEnumerable<RefusedPair> RefusedOf(string id) =>
        from data in Enumerable.Range(0, _data.Length)
        from compute in Enumerable.Range(0, _compute.Length)
        where (_data[data].Id == id || _compute[compute].Id == id) && !_made.Contains((data, compute))
        select Refused(data, compute);

    private RefusedPair Refused(int data, int compute)
    {
        var (model, seconds, surplus) = _table.BestOf(data, compute);
        // Models that are worth less than is asked for them are left out there, and may still come nearest.
        if (model < 0 || surplus <= 0) return Apart(data, compute);

        var missing = _gains.Data[data] + _gains.Compute[compute] - surplus;
        return Priced(data, compute, PairRefusal.Outbid, missing, seconds);
    }

    // Where no model is worth what is asked, the one that comes nearest tells by how much.
    private RefusedPair Apart(int data, int compute)
    {
        var why = _table.WhyNot(data, compute);
        if (why != PairRefusal.Worth) return new RefusedPair(_data[data], _compute[compute], why, null, null);

        var (seconds, surplus) = _table.Nearest(data, compute);
        return Priced(data, compute, why, _gains.Data[data] + _gains.Compute[compute] - surplus, seconds);
    }

    private RefusedPair Priced(int data, int compute, PairRefusal why, long missing, long seconds)
    {
        var price = _compute[compute].Prices.Cost(seconds) - missing;
        return new RefusedPair(_data[data], _compute[compute], why, missing, price < 0 ? null : price);
    }

    // Where one owner has several copies and the other several slots, what is left between their gains is halved.
    private Match Of(Pair pair)
    {
        var (model, seconds, surplus) = _table.BestOf(pair.Data, pair.Compute);
        var between = surplus - _gains.Data[pair.Data] - _gains.Compute[pair.Compute];
        var (data, compute) = (_data[pair.Data], _compute[pair.Compute]);
        var forData = _gains.Data[pair.Data] + between / 2;
        return new Match(
            data, compute, _menu[model], seconds,
            surplus + compute.Prices.Cost(seconds) + data.AskMicro + _menu[model].AskMicro, forData, surplus - forData);
    }
}
