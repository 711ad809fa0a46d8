using System.Globalization;
using System.Text;

namespace Headroom.Client.Jobs;

/// <summary>Which jobs, in which order.</summary>
public sealed record JobFilter
{
    /// <summary>Most jobs of one page.</summary>
    public const int LimitMax = 500;

    /// <summary>Only of this tenant; empty for all that the bearer may see.</summary>
    public string Tenant { get; init; } = "";

    /// <summary>Only in this state; null for all.</summary>
    public JobStatus? State { get; init; }

    /// <summary>Only of this queue; empty for all.</summary>
    public string Queue { get; init; } = "";

    /// <summary>Only those whose name begins so; empty for all.</summary>
    public string Name { get; init; } = "";

    /// <summary>Cursor of the page before; empty for the first.</summary>
    public string After { get; init; } = "";

    /// <summary>Jobs a page, 1 to <see cref="LimitMax"/>.</summary>
    public int Limit { get; init; } = 100;

    /// <summary>As a query of the API, with its question mark.</summary>
    public string ToQuery()
    {
        var query = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"?limit={Limit}"));
        Add("tenant", Tenant);
        Add("queue", Queue);
        Add("name", Name);
        Add("after", After);
        if (State is { } state) Add("state", state.ToString().ToUpperInvariant());
        return query.ToString();

        void Add(string key, string value)
        {
            if (value.Length > 0) query.Append('&').Append(key).Append('=').Append(Uri.EscapeDataString(value));
        }
    }
}
