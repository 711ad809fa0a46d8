using Headroom.Cluster;
using Headroom.Testing;
using Headroom.Traces.Openb;

namespace Headroom.Traces.Tests.Openb;

public sealed class OpenbReaderTests
{
    private const string NodesPath = "openb/openb_node_list_gpu_node.csv";
    private const string TaskHeader = "name,cpu_milli,memory_mib,num_gpu,gpu_milli,gpu_spec\n";

    private static readonly Node[] Fleet = [new("n", 64000, 262144, 8, "G2")];

    [Fact]
    public void The_published_fleet_has_its_published_totals()
    {
        var nodes = OpenbReader.ReadNodes(PublicData.Require(NodesPath));

        Assert.Equal(1213, nodes.Count);
        Assert.Equal(107_018_000, nodes.Sum(node => node.CpuMillicores));
        Assert.Equal(503_828_480, nodes.Sum(node => node.MemoryMiB));
        Assert.Equal(6212, nodes.Sum(node => node.GpuCount));
        Assert.Equal(
            ["A10 2", "G2 4392", "G3 312", "P100 265", "T4 842", "V100M16 195", "V100M32 204"],
            nodes.GroupBy(node => node.ChipModel).OrderBy(model => model.Key, StringComparer.Ordinal)
                .Select(model => $"{model.Key} {model.Sum(node => node.GpuCount)}"));
        Assert.Equal(
            ["1: 24", "2: 518", "4: 54", "8: 617"],
            nodes.CountBy(node => node.GpuCount).OrderBy(size => size.Key).Select(size => $"{size.Key}: {size.Value}"));
    }

    [Fact]
    public void The_fleet_with_its_nodes_without_accelerators_reads_too()
    {
        var nodes = OpenbReader.ReadNodes(PublicData.Require("openb/openb_node_list_all_node.csv"));

        Assert.Equal(1523, nodes.Count);
        Assert.Equal(6212, nodes.Sum(node => node.GpuCount));
        Assert.Equal(310, nodes.Count(node => node is { GpuCount: 0, ChipModel: "" }));
    }

    [Theory]
    [InlineData("default", 8152, 85_436_012, 303_546_211, 6_086_800, 0)]
    [InlineData("cpu050", 7439, 72_761_612, 268_502_666, 6_086_800, 0)]
    [InlineData("gpushare40", 8152, 80_383_484, 281_701_244, 5_641_250, 0)]
    [InlineData("gpuspec33", 8152, 85_436_012, 303_546_211, 6_086_800, 2388)]
    [InlineData("multigpu20", 8324, 95_171_812, 344_773_251, 7_086_800, 0)]
    public void The_published_task_lists_read_whole(
        string trace,
        int count,
        long cpu,
        long memory,
        long gpuMilli,
        int withModels)
    {
        var nodes = OpenbReader.ReadNodes(PublicData.Require(NodesPath));

        var tasks = OpenbReader.ReadTasks(PublicData.Require($"openb/openb_pod_list_{trace}.csv"), nodes);

        Assert.Equal(count, tasks.Count);
        Assert.Equal(cpu, tasks.Sum(task => task.Request.CpuMillicores));
        Assert.Equal(memory, tasks.Sum(task => task.Request.MemoryMiB));
        Assert.Equal(gpuMilli, tasks.Sum(task => (long)task.Request.GpuMilliTotal));
        Assert.Equal(withModels, tasks.Count(task => task.Request.ChipModels.Length > 0));
    }

    [Fact]
    public void Models_keep_their_text_because_it_names_the_class_of_a_task()
    {
        var nodes = OpenbReader.ReadNodes(PublicData.Require(NodesPath));

        var tasks = OpenbReader.ReadTasks(PublicData.Require("openb/openb_pod_list_gpuspec33.csv"), nodes);

        Assert.Contains(tasks, task => task.Request.ChipModels == "V100M16|V100M32");
        Assert.Contains(tasks, task => task.Request.ChipModels == "V100M16|V100M32|V100M32");
    }

    [Theory]
    [InlineData("1,1,1,500,", 1, 500, "")]
    [InlineData("1,1,1,1700,", 1, 1000, "")]
    [InlineData("1,1,2,1000,G2", 2, 1000, "G2")]
    [InlineData("1,1,1,1000,|T4||G2|", 1, 1000, "T4|G2")]
    [InlineData("1,1,1,1000,|", 1, 1000, "")]
    [InlineData("1,1,0,300,T4", 0, 0, "")]
    public void A_request_is_normalised_as_the_experiment_does(string cells, int gpus, int milli, string models)
    {
        using var file = TemporaryFile.Of($"{TaskHeader}t,{cells}\n");

        var task = Assert.Single(OpenbReader.ReadTasks(file.Path, Fleet));

        Assert.Equal(new RecordedTask("t", new TaskRequest(1, 1, gpus, milli, models)), task);
    }

    [Theory]
    [InlineData("name,cpu_milli,memory_mib,num_gpu,gpu_milli\nt,1,2,0,0")]
    [InlineData("\uFEFFname,cpu_milli,memory_mib,num_gpu,gpu_milli\r\nt,1,2,0,0\r\n")]
    [InlineData("gpu_milli , num_gpu,memory_mib,cpu_milli,name\r0, 0 ,2,1,t\r")]
    [InlineData("\n name,cpu_milli,memory_mib,num_gpu,gpu_milli\n\n \nt,1,2,0,0\n\n")]
    public void Line_ends_blank_lines_and_the_order_of_columns_do_not_matter(string text)
    {
        using var file = TemporaryFile.Of(text);

        Assert.Equal([new RecordedTask("t", new TaskRequest(1, 2, 0, 0, ""))], OpenbReader.ReadTasks(file.Path, Fleet));
    }

    [Fact]
    public void A_compressed_list_reads_as_the_plain_one()
    {
        var plain = PublicData.Require(NodesPath);
        using var compressed = TemporaryFile.Of(TemporaryFile.Compress(File.ReadAllBytes(plain)));

        Assert.Equal(OpenbReader.ReadNodes(plain), OpenbReader.ReadNodes(compressed.Path));
    }
}
