using System.Buffers;
using System.Globalization;
using Headroom.Client.Pool;
using Headroom.Cluster.Fleets;
using Headroom.Cluster.Tenancy;
using Headroom.Server.Policies;
using Microsoft.Extensions.Primitives;

namespace Headroom.Server.Pages.WhatIf;

/// <summary>
/// What is tried, as an address and as a form have it. The address has only what is other than the pool's own, so that
/// it stays short and means the same when somebody else opens it.
/// </summary>
internal static class WhatIfForm
{
    private const string QuotaField = "q:";
    private const string WeightField = "w:";
    private const string NodesField = "n:";
    private const int DaysUsual = 7;
    private const int ChangesMax = 1_000;

    private static readonly SearchValues<char> NeedQuotes = SearchValues.Create(" '\"$`\\&|;<>()*?#~");

    /// <summary>Reads an address.</summary>
    public static WhatIfRequest Of(IQueryCollection query) => new()
    {
        Quotas = TextsOf(query["quota"]),
        Weights = TextsOf(query["weight"]),
        Nodes = TextsOf(query["nodes"]),
        Days = DaysOf(query["days"]),
    };

    /// <summary>Reads a form: what differs from the pool's own.</summary>
    public static WhatIfRequest Of(IFormCollection form, SharingPolicy policy, Fleet fleet)
    {
        var quotas = policy.Queues.ToDictionary(
            queue => queue.Name,
            queue => queue.Quotas.ToDictionary(quota => quota.Resource, quota => quota.NominalMilli / 1000m));
        var weights = policy.Queues.ToDictionary(queue => queue.Name, queue => (decimal)queue.Weight);
        var nodes = NodeKind.Of(fleet).ToDictionary(kind => kind.Name, kind => (decimal)kind.Nodes.Count);
        return new WhatIfRequest
        {
            Quotas = ChangesOf(form, QuotaField, change =>
                quotas.GetValueOrDefault(change.Whose)?.GetValueOrDefault(change.What) ?? 0),
            Weights = ChangesOf(form, WeightField, change => weights.GetValueOrDefault(change.What)),
            Nodes = ChangesOf(form, NodesField, change => nodes.GetValueOrDefault(
                change.Whose.Length > 0 ? $"{change.Whose}:{change.What}" : change.What)),
            Days = DaysOf(form["days"]),
        };
    }

    /// <summary>The address.</summary>
    public static string AddressOf(WhatIfRequest request) => "/what-if" + QueryString.Create(
    [
        .. Pairs("quota", request.Quotas), .. Pairs("weight", request.Weights), .. Pairs("nodes", request.Nodes),
        KeyValuePair.Create<string, string?>("days", request.Days.ToString(CultureInfo.InvariantCulture)),
    ]);

    /// <summary>The command that tries the same.</summary>
    public static string CommandOf(WhatIfRequest request)
    {
        var options = Options("--quota", request.Quotas)
            .Concat(Options("--weight", request.Weights)).Concat(Options("--nodes", request.Nodes));
        var days = request.Days == DaysUsual
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $" --days {request.Days}");
        return $"headroom what-if{string.Concat(options)}{days}";
    }

    /// <summary>Whether anything is other than the pool's own.</summary>
    public static bool IsEmpty(WhatIfRequest request) =>
        request.Quotas.Count + request.Weights.Count + request.Nodes.Count == 0;

    /// <summary>Name of the field of a queue's quota, of its weight, or of nodes.</summary>
    public static string QuotaOf(string queue, string resource) => $"{QuotaField}{queue}:{resource}";

    /// <inheritdoc cref="QuotaOf"/>
    public static string WeightOf(string queue) => $"{WeightField}{queue}";

    /// <inheritdoc cref="QuotaOf"/>
    public static string NodesOf(string kind) => $"{NodesField}{kind}";

    private static string[] TextsOf(StringValues values) => [.. values.OfType<string>().Take(ChangesMax)];

    private static int DaysOf(StringValues text) =>
        text.Count == 0 ? DaysUsual
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) ? days : 0;

    // A field that nobody filled in is as it was; one that cannot be read is told when it is tried.
    private static string[] ChangesOf(IFormCollection form, string prefix, Func<WhatIfChange, decimal> now) =>
    [
        .. form.Where(field => field.Key.StartsWith(prefix, StringComparison.Ordinal) && field.Value != "")
            .Select(field => $"{field.Key[prefix.Length..]}={field.Value.ToString().Trim()}")
            .Where(text => !WhatIfChange.TryRead(text, out var change) || change.Amount != now(change))
            .Take(ChangesMax),
    ];

    private static IEnumerable<KeyValuePair<string, string?>> Pairs(string key, IEnumerable<string> texts) =>
        texts.Select(text => KeyValuePair.Create(key, (string?)text));

    private static IEnumerable<string> Options(string option, IEnumerable<string> texts) => texts.Select(text =>
        text.AsSpan().IndexOfAny(NeedQuotes) < 0
            ? $" {option} {text}"
            : $" {option} '{text.Replace("'", "'\\''", StringComparison.Ordinal)}'");
}
