using System.Runtime.InteropServices;
using Headroom.Exchange.Listings;

namespace Headroom.Exchange.Matching;

/// <summary>
/// What every pair of data and compute is worth to both together, computed when it is asked for: of 10,000 listings on
/// each side there are 100 million. Listings whose terms are the same form classes, so that terms are compared once a
/// pair of classes. The loops here are run that often, and are written for it.
/// </summary>
internal sealed class PairTable
{
    // Pairs that are kept: 16 bytes each.
    private const long KeptMax = 40_000_000;

    private readonly DataListing[] _data;
    private readonly ComputeListing[] _compute;
    private readonly ModelMenu _menu;
    private readonly int[] _dataClass;
    private readonly int[] _computeClass;
    private readonly int[][] _members;
    private readonly bool?[]?[] _meet;

    // What of their terms models look at is less: classes of their own, with each speed of chips apart.
    private readonly int[] _dataView;
    private readonly int[] _computeView;
    private readonly int[] _computeKind;
    private readonly int _kinds;
    private readonly int[] _owners;
    private readonly Dictionary<(int Data, int Compute), int[]> _allowed = [];
    private readonly int _views;
    private readonly (int Model, long Net)[]?[]?[] _offers;
    private readonly Candidate[]?[]?[] _candidates;

    private readonly (int Compute, long Surplus)[]?[] _rows;
    private readonly List<(int Compute, long Surplus)> _row = [];
    private long _kept;

    /// <summary>Takes listings in order of their ids.</summary>
    public PairTable(DataListing[] data, ComputeListing[] compute, ModelMenu menu)
    {
        (_data, _compute, _menu) = (data, compute, menu);
        _dataClass = Classes.Numbered([.. data.Select(ClassOf)], out _);
        _computeClass = Classes.Numbered([.. compute.Select(ClassOf)], out var classes);
        _members = [.. Enumerable.Range(0, classes).Select(one =>
            Enumerable.Range(0, compute.Length).Where(index => _computeClass[index] == one).ToArray())];
        _meet = new bool?[]?[data.Length];
        _dataView = Classes.Numbered([.. data.Select(ViewOf)], out _);
        _computeView = Classes.Numbered([.. compute.Select(ViewOf)], out _views);
        _computeKind = Classes.Numbered(
            [.. compute.Select(one => FormattableString.Invariant($"{ViewOf(one)}\u001f{one.Teraflops}"))], out _kinds);
        _owners = Classes.Numbered(
            [.. data.Select(OwnerOf), .. compute.Select(OwnerOf)], out _);
        _offers = new (int, long)[]?[]?[data.Length];
        _candidates = new Candidate[]?[]?[data.Length];
        _rows = new (int, long)[]?[data.Length];
    }

    /// <summary>
    /// Each pair of some data that is worth more than nothing: compute in growing order within a class, classes one
    /// after the other. Kept once it was computed, as long as there is room.
    /// </summary>
    public (int Compute, long Surplus)[] Row(int data)
    {
        if (_rows[data] is { } known) return known;

        var row = Computed(data);
        if (_kept + row.Length > KeptMax) return row;

        _kept += row.Length;
        return _rows[data] = row;
    }

    private (int Compute, long Surplus)[] Computed(int data)
    {
        _row.Clear();
        for (var one = 0; one < _members.Length; one++)
        {
            if (!Meet(data, one)) continue;

            var candidates = Candidates(data, _members[one][0]);
            if (candidates.Length == 0) continue;

            foreach (var compute in _members[one])
            {
                var surplus = Best(data, compute, candidates).Surplus;
                if (surplus > 0) _row.Add((compute, surplus));
            }
        }

        return [.. _row];
    }

    /// <summary>The best model of a pair, with its GPU-seconds; -1 where there is none.</summary>
    public (int Model, long Seconds, long Surplus) BestOf(int data, int compute) =>
        Best(data, compute, Meet(data, _computeClass[compute]) ? Candidates(data, compute) : []);

    /// <summary>Why a pair is worth nothing: the first term that keeps it apart, else hours, time or money.</summary>
    public PairRefusal WhyNot(int data, int compute)
    {
        if (IsOneOwner(data, compute)) return PairRefusal.SameOwner;
        if (SharedTerms.Between(_data[data], _compute[compute]) is { } term) return term;

        var allowed = Allowed(data, compute);
        if (allowed.Length == 0) return PairRefusal.NoModel;

        var needed = allowed.Select(model => (
            Model: _menu[model],
            _menu.Of(_data[data], _compute[compute].Teraflops, model).Seconds)).ToList();
        if (needed.TrueForAll(one => one.Seconds > _compute[compute].Hours * 3600)) return PairRefusal.Hours;
        return needed.Exists(one =>
            one.Seconds <= _compute[compute].Hours * 3600 && IsInTime(data, compute, one.Model, one.Seconds))
            ? PairRefusal.Worth
            : PairRefusal.Time;
    }

    /// <summary>Of a pair that is worth nothing, the model that comes nearest to being worth it.</summary>
    public (long Seconds, long Surplus) Nearest(int data, int compute) => Allowed(data, compute)
        .Select(model => (
            Model: _menu[model], Of: _menu.Of(_data[data], _compute[compute].Teraflops, model)))
        .Where(one => one.Of.Seconds <= _compute[compute].Hours * 3600
            && IsInTime(data, compute, one.Model, one.Of.Seconds))
        .Select(one => (one.Of.Seconds, Surplus: one.Of.Net - _compute[compute].Prices.Cost(one.Of.Seconds)))
        .MaxBy(one => (one.Surplus, -one.Seconds));

    private (int Model, long Seconds, long Surplus) Best(int data, int compute, Candidate[] candidates)
    {
        var best = (Model: -1, Seconds: 0L, Surplus: long.MinValue);
        if (candidates.Length == 0 || IsOneOwner(data, compute)) return best;

        var listing = _compute[compute];
        foreach (var candidate in candidates)
        {
            if (candidate.Seconds > listing.Hours * 3600) break;

            // Dearer than nothing at all: an upper bound that needs no price.
            if (candidate.Net <= best.Surplus) continue;
            var surplus = candidate.Net - listing.Prices.Cost(candidate.Seconds);
            if (surplus > best.Surplus && IsInTime(data, compute, _menu[candidate.Model], candidate.Seconds))
                best = (candidate.Model, candidate.Seconds, surplus);
        }

        return best;
    }

    private bool IsOneOwner(int data, int compute) => _owners[data] == _owners[_data.Length + compute];

    private bool IsInTime(int data, int compute, ModelListing model, long seconds)
    {
        var (one, other, third) = (_data[data].Terms, _compute[compute].Terms, model.Terms);
        var from = Math.Max(Math.Max(one.From.Ticks, other.From.Ticks), third.From.Ticks);
        var until = Math.Min(Math.Min(one.Until.Ticks, other.Until.Ticks), third.Until.Ticks);
        var gpus = _compute[compute].Gpus;
        return (until - from) / TimeSpan.TicksPerSecond >= (seconds + gpus - 1) / gpus;
    }

    private bool Meet(int data, int computeClass)
    {
        var row = _meet[_dataClass[data]] ??= new bool?[_members.Length];
        return row[computeClass] ??= SharedTerms.Between(_data[data], _compute[_members[computeClass][0]]) is null;
    }

    private Candidate[] Candidates(int data, int compute)
    {
        var row = _candidates[data] ??= new Candidate[]?[_kinds];
        return row[_computeKind[compute]] ??=
            _menu.At(_data[data], _compute[compute].Teraflops, Offers(data, compute));
    }

    private (int Model, long Net)[] Offers(int data, int compute)
    {
        var row = _offers[data] ??= new (int, long)[]?[_views];
        return row[_computeView[compute]] ??= _menu.Offers(_data[data], Allowed(data, compute));
    }

    private int[] Allowed(int data, int compute)
    {
        ref var allowed = ref CollectionsMarshal.GetValueRefOrAddDefault(
            _allowed, (_dataView[data], _computeView[compute]), out _);
        return allowed ??= _menu.Allowed(_data[data], _compute[compute]);
    }

    private static string OwnerOf(Listing listing) => listing.Terms.Owner.ToString();

    private static string ViewOf(DataListing data) => string.Join('\u001f', [
        data.Terms.Currency, Joined(data.Terms.Purposes), Joined(data.Licences), data.Tuning.ToString(),
    ]);

    private static string ViewOf(ComputeListing compute) =>
        string.Join('\u001f', [compute.Region, Joined(compute.Terms.Purposes)]);

    private static string ClassOf(DataListing data) => string.Join('\u001f', [
        data.Terms.Currency, Joined(data.Terms.Purposes), Joined(data.Terms.Regions), data.Protection.ToString(),
        Joined(data.Evidence),
    ]);

    private static string ClassOf(ComputeListing compute) => string.Join('\u001f', [
        compute.Terms.Currency, Joined(compute.Terms.Purposes), compute.Region,
        Joined([.. compute.Protections.Select(protection => protection.ToString())]), Joined(compute.Evidence),
        FormattableString.Invariant($"{compute.Teraflops}"),
    ]);

    private static string Joined(IReadOnlyList<string> words) => string.Join('\u001e', words);
}
