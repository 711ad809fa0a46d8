using Headroom.Cluster;
using Headroom.Traces.Openb;

namespace Headroom.Traces.Tests.Openb;

/// <summary>Each bad list and the sentence that its owner reads.</summary>
public sealed class OpenbRefusalTests
{
    private const string NodeHeader = "sn,cpu_milli,memory_mib,gpu,model\n";
    private const string TaskHeader = "name,cpu_milli,memory_mib,num_gpu,gpu_milli,gpu_spec\n";
    private const string Amount = "write a whole number from 0 to 17179869184";

    private static readonly Node[] Fleet = [new("a", 64000, 1000, 2, "T4"), new("b", 32000, 4000, 4, "T4")];

    [Theory]
    [InlineData("", "the file is empty; write a header line and the lines of the openb node list form.")]
    [InlineData("\n \n", "the file is empty; write a header line and the lines of the openb node list form.")]
    [InlineData(NodeHeader, "there is no line below the header; write one line for each.")]
    [InlineData(
        "sn,cpu_milli,memory_mib,gpu\n",
        "line 1: the column model is missing; add it, or check that the file is of the openb node list form.")]
    [InlineData(
        "sn,cpu_milli,memory_mib,gpu,model,gpu\n",
        "line 1: the column gpu is there twice; remove one of the two.")]
    [InlineData(
        "sn,cpu,memory_mib,gpu,model\n",
        "line 1: the column \"cpu\" is not known; remove or rename it; "
            + "the openb node list form has sn, cpu_milli, memory_mib, gpu, model.")]
    [InlineData(NodeHeader + "n,1,1,17,T4\n", "line 2: gpu \"17\" is too large; write a whole number from 0 to 16.")]
    [InlineData(NodeHeader + "n,-1,1,1,T4\n", "line 2: cpu_milli \"-1\" is negative; " + Amount + ".")]
    [InlineData(NodeHeader + ",1,1,1,T4\n", "line 2: sn is empty; fill it in.")]
    [InlineData(
        NodeHeader + "n,1,1,1,T4\nm,1,1,1,T4\nn,1,1,1,T4\n",
        "line 4: sn \"n\" is on line 2 already; give each line a name of its own.")]
    [InlineData(
        NodeHeader + "n,1,1,1,T4\nm,1,1",
        "line 3: the line has 3 of 5 columns; it may be cut off: write it again in full.")]
    public void A_bad_node_list_is_refused_in_one_sentence(string text, string sentence)
    {
        using var file = TemporaryFile.Of(text);

        Assert.Equal(sentence, file.RefusalBy(path => OpenbReader.ReadNodes(path)));
    }

    [Theory]
    [InlineData(
        "t,1,1,1,1000,,\n",
        "the line has 7 columns and the header 6; remove the separator from the cell that holds one.")]
    [InlineData("t,,1,1,1000,\n", "cpu_milli is empty; " + Amount + ".")]
    [InlineData("t,1.5,1,1,1000,\n", "cpu_milli \"1.5\" is no whole number; " + Amount + ".")]
    [InlineData("t,1e3,1,1,1000,\n", "cpu_milli \"1e3\" is no whole number; " + Amount + ".")]
    [InlineData("t,many,1,1,1000,\n", "cpu_milli \"many\" is no number; " + Amount + ".")]
    [InlineData("t,NaN,1,1,1000,\n", "cpu_milli \"NaN\" is no number; " + Amount + ".")]
    [InlineData("t,1,Infinity,1,1000,\n", "memory_mib \"Infinity\" is no number; " + Amount + ".")]
    [InlineData(
        "t,1,99999999999999999999,1,1000,\n",
        "memory_mib \"99999999999999999999\" is too large; " + Amount + ".")]
    [InlineData("t,1,1,1,-5,\n", "gpu_milli \"-5\" is negative; " + Amount + ".")]
    [InlineData("t,1,1,17,1000,\n", "num_gpu \"17\" is too large; write a whole number from 0 to 16.")]
    [InlineData("t,1,1,1,0,\n", "gpu_milli is 0 although num_gpu is not; write 1 to 1000, or num_gpu 0.")]
    [InlineData(
        "t,1,1,2,500,\n",
        "a share of 500 is asked of each of 2 accelerators; write gpu_milli 1000, or num_gpu 1.")]
    [InlineData(
        "t,64001,1,0,0,\n",
        "cpu_milli 64001 is more than the 64000 of the largest node; lower it, or add a larger node.")]
    [InlineData(
        "t,1,4001,0,0,\n",
        "memory_mib 4001 is more than the 4000 of the largest node; lower it, or add a larger node.")]
    [InlineData("t,1,1,5,1000,\n", "num_gpu 5 is more than the 4 of the largest node; lower it, or add a larger node.")]
    public void A_bad_task_is_refused_in_one_sentence(string line, string sentence)
    {
        using var file = TemporaryFile.Of(TaskHeader + line);

        Assert.Equal($"line 2: {sentence}", file.RefusalBy(path => OpenbReader.ReadTasks(path, Fleet)));
    }

    [Fact]
    public void A_task_that_fits_nowhere_only_in_combination_is_legal()
    {
        using var file = TemporaryFile.Of(TaskHeader + "t,64000,4000,4,1000,V100\n");

        Assert.Single(OpenbReader.ReadTasks(file.Path, Fleet));
    }
}
