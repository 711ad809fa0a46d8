using Headroom.Metering;
using Headroom.Storage;
using Headroom.Storage.Accounts;
using Headroom.Storage.Reading;

namespace Headroom.Server.Billing;

/// <summary>What was used, as the store has it, in the words of metering.</summary>
internal static class Using
{
    /// <summary>Shows every part of what was used in a time.</summary>
    /// <param name="store">The store.</param>
    /// <param name="from">Begin in milliseconds, at a whole quarter hour.</param>
    /// <param name="before">End in milliseconds, at a whole quarter hour; null for all that was used by now.</param>
    /// <param name="now">Until when running jobs count, in milliseconds.</param>
    /// <param name="tenant">Only of this tenant; null for all.</param>
    /// <param name="visit">Is shown the parts, in no order.</param>
    /// <param name="cancellation">Ends the read.</param>
    public static Task VisitAsync(
        Store store,
        long from,
        long? before,
        long now,
        string? tenant,
        Action<UsePart> visit,
        CancellationToken cancellation)
    {
        var end = before ?? (now / UsagePart.Quarter + 1) * UsagePart.Quarter;
        return store.Usage.VisitAsync(
            new UsageQuery(Math.Max(from, 0), Math.Max(end, 0), now, tenant),
            part => visit(new UsePart(
                part.Job, part.Tenant, part.Resource, part.Region, part.Began, part.Ended, part.MilliMilliseconds)),
            cancellation);
    }

    /// <summary>What one job has used; null where the first of it is no longer kept by job.</summary>
    public static IReadOnlyList<UsePart>? Of(JobDetails details, long now)
    {
        if (details.Job.Attempts == 0) return [];
        if (details.Stretches is not [{ Run.Attempt: 1, Number: 1 }, ..]) return null;

        return
        [
            .. details.Stretches
                .Select(held => (held, Ended: held.Ended ?? Math.Max(now, held.Began)))
                .Where(part => part.Ended > part.held.Began)
                .Select(part => new UsePart(
                    details.Job.Id.Value,
                    details.Job.Tenant,
                    part.held.Resource,
                    part.held.Region,
                    part.held.Began,
                    part.Ended,
                    (part.Ended - part.held.Began) * part.held.Milli)),
        ];
    }
}
