using CsCheck;
using Headroom.Cluster.Jobs;
using Headroom.Storage.Events;
using Headroom.Testing;

namespace Headroom.Storage.Tests.Events;

/// <summary>Shapes of releases that knew no clusters are read.</summary>
public sealed class OlderShapeTests
{
    [Fact]
    public void A_shape_that_ends_without_clusters_has_none() => EventGens.Job.Sample(job =>
    {
        var shape = job.Shape with { Clusters = [] };
        var reader = new ByteReader(Older(job, withRest: false));

        Assert.Equal(shape, JobCodec.ReadShape(ref reader));
    });

    [Fact]
    public void A_job_whose_shape_has_no_clusters_goes_on_behind_it() => EventGens.Job.Sample(job =>
    {
        var reader = new ByteReader(Older(job, withRest: true));

        var older = job with { Shape = job.Shape with { Clusters = [] } };

        Assert.Equal(older, JobCodec.ReadJob(ref reader, hasClusters: false));
        Assert.True(reader.IsAtEnd);
    });

    // Without clusters the last byte of a shape says that there are none: it was not there.
    private static byte[] Older(Job job, bool withRest)
    {
        var shape = new ByteWriter();
        JobCodec.Write(shape, job.Shape with { Clusters = [] });
        var rest = new ByteWriter();
        if (withRest) JobCodec.WriteRest(rest, job);
        return [.. shape.Written[..^1], .. rest.Written];
    }
}
