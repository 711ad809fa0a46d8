using System.Globalization;
using System.Text;
using Headroom.Client.Jobs;
using Headroom.Server.Views;
using Headroom.Storage.Reading;

namespace Headroom.Server.Pages.Jobs;

/// <summary>Which jobs a list shows, as its address says.</summary>
public sealed record JobListFilter
{
    public string Name { get; init; } = "";

    public string Tenant { get; init; } = "";

    public string Queue { get; init; } = "";

    public JobStatus? State { get; init; }

    /// <summary>Day of submission from which on, as <c>2026-11-26</c>; empty for any.</summary>
    public string From { get; init; } = "";

    /// <summary>Day of submission before which; empty for any.</summary>
    public string Before { get; init; } = "";

    public JobSort Order { get; init; }

    public string After { get; init; } = "";

    /// <summary>Whether it leaves out nothing.</summary>
    public bool IsPlain =>
        Name.Length + Tenant.Length + Queue.Length + From.Length + Before.Length == 0 && State is null;

    /// <summary>What an address asks for; what it says wrongly counts as not said.</summary>
    public static JobListFilter Of(Func<string, string> value) => new()
    {
        Name = value("name"),
        Tenant = value("tenant"),
        Queue = value("queue"),
        State = Named<JobStatus>(value("state")),
        From = DayOf(value("from")) is null ? "" : value("from"),
        Before = DayOf(value("before")) is null ? "" : value("before"),
        Order = Named<JobSort>(value("order")) ?? JobSort.Newest,
        After = value("after"),
    };

    /// <summary>The question to the store.</summary>
    /// <param name="tenant">The only tenant that may be seen; empty for all.</param>
    /// <param name="size">Jobs a page.</param>
    public JobQuery ToQuery(string tenant, int size)
    {
        var asked = tenant.Length > 0 ? tenant : Tenant;
        return new JobQuery
        {
            Tenant = asked.Length > 0 ? asked : null,
            Queue = Queue.Length > 0 ? Queue : null,
            NamePrefix = Name,
            States = State is { } state ? [JobViews.StateOf(state)] : [],
            SubmittedFrom = DayOf(From),
            SubmittedBefore = DayOf(Before),
            // Names are in order within one tenant only.
            Order = Order == JobSort.Name && asked.Length == 0 ? JobSort.Newest : Order,
            Cursor = After.Length > 0 ? After : null,
            Size = size,
        };
    }

    /// <summary>The address of this list.</summary>
    public string ToAddress()
    {
        var query = new StringBuilder("/jobs");
        Add("name", Name);
        Add("tenant", Tenant);
        Add("queue", Queue);
        Add("state", State?.ToString().ToLowerInvariant() ?? "");
        Add("from", From);
        Add("before", Before);
        Add("order", Order == JobSort.Newest ? "" : Order.ToString().ToLowerInvariant());
        Add("after", After);
        return query.ToString();

        void Add(string key, string text)
        {
            if (text.Length == 0) return;

            query.Append(query.ToString().Contains('?', StringComparison.Ordinal) ? '&' : '?')
                .Append(key).Append('=').Append(Uri.EscapeDataString(text));
        }
    }

    private static T? Named<T>(string text)
        where T : struct, Enum =>
        text.Length > 0 && !char.IsAsciiDigit(text[0]) && Enum.TryParse<T>(text, ignoreCase: true, out var value)
            ? value
            : null;

    private static long? DayOf(string text) =>
        DateTimeOffset.TryParseExact(
            text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var day)
        && day.ToUnixTimeMilliseconds() is >= 0 and var time
            ? time
            : null;
}
