using System.Buffers.Text;
using Headroom.Cluster;
using Headroom.Storage.Events;
using Headroom.Storage.Faults;

namespace Headroom.Storage.Reading;

/// <summary>
/// The last job of a page, as its order sees it: the next page begins after it, whatever came or changed in between.
/// It is bound to its query, so that it cannot be used with another one by mistake.
/// </summary>
/// <param name="Id">Its id.</param>
/// <param name="Ended">When it ended; 0 in other orders.</param>
/// <param name="Name">Its name; empty in other orders.</param>
internal sealed record JobCursor(long Id, long Ended, string Name)
{
    public static JobCursor After(StoredJob job, JobSort order) => new(
        job.Id.Value, order == JobSort.EndedLast ? job.Ended ?? 0 : 0, order == JobSort.Name ? job.Name : "");

    /// <summary>The cursor of a query; null when it asks for the first page.</summary>
    /// <exception cref="StoreException">It is no cursor, or one of another query.</exception>
    public static JobCursor? Of(JobQuery query)
    {
        if (query.Cursor is null) return null;

        try
        {
            var reader = new ByteReader(Base64Url.DecodeFromChars(query.Cursor));
            if (reader.Number() != Digest(query)) throw Refused("is of another query");

            var cursor = new JobCursor(reader.Number(), reader.Number(), reader.Text());
            return reader.IsAtEnd ? cursor : throw Refused("is not one that this program made");
        }
        catch (Exception fault) when (fault is FormatException or StoreException { Fault: StoreFault.Damaged })
        {
            throw Refused("is not one that this program made");
        }
    }

    /// <summary>Text that fits into an address.</summary>
    public string For(JobQuery query)
    {
        var writer = new ByteWriter();
        writer.Add(Digest(query));
        writer.Add(Id);
        writer.Add(Ended);
        writer.Add(Name);
        return Base64Url.EncodeToString(writer.Written);
    }

    private static long Digest(JobQuery query)
    {
        var hash = new Fnv1a();
        foreach (var text in (string?[])[query.Tenant, query.Queue, query.NamePrefix])
        {
            hash.Add(text?.Length ?? -1);
            foreach (var character in text ?? "") hash.Add(character, 2);
        }

        foreach (var state in query.States.Order()) hash.Add((long)state);
        hash.Add(query.SubmittedFrom ?? long.MinValue);
        hash.Add(query.SubmittedBefore ?? long.MinValue);
        hash.Add((long)query.Order);
        return (long)hash.Value;
    }

    private static StoreException Refused(string how) =>
        new(StoreFault.Refused, $"The cursor {how}", "begin at the first page");
}
