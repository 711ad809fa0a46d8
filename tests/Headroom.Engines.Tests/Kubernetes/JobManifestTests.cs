using Headroom.Cluster;
using Headroom.Engines.Contract;
using Headroom.Engines.Kubernetes;
using Headroom.Engines.Kubernetes.Objects;
using k8s.Models;

namespace Headroom.Engines.Tests.Kubernetes;

public sealed class JobManifestTests
{
    private static readonly NodeOffer Nvidia = new("g1", "nvidia.com/gpu", ("nvidia.com/gpu.product", "H100"));
    private static readonly RunOrder Order = KubernetesRuns.Order("hr-1-1-0", "train", "$HOME");

    [Fact]
    public void A_Job_has_the_name_of_its_run_and_never_runs_again()
    {
        var job = Manifest().Of(Order, Nvidia);

        Assert.Equal(("hr-1-1-0", "headroom"), (job.Metadata.Name, job.Metadata.NamespaceProperty));
        Assert.Equal(0, job.Spec.BackoffLimit);
        Assert.Equal("hr-1-1-0", job.Spec.Template.Metadata.Labels[RunMarks.RunLabel]);
        Assert.Equal("FailJob", job.Spec.PodFailurePolicy.Rules[0].Action);
        Assert.Equal("Never", job.Spec.Template.Spec.RestartPolicy);
        Assert.All(job.Spec.Template.Spec.Tolerations, toleration => Assert.Null(toleration.TolerationSeconds));
        Assert.Equal(["train", "$$HOME"], job.Spec.Template.Spec.Containers[0].Command);
        Assert.Null(job.Spec.Suspend);
    }

    [Fact]
    public void Who_chooses_the_node_is_for_the_site_to_say()
    {
        var named = Manifest().Of(Order, Nvidia).Spec.Template.Spec;
        var free = Manifest(options => options with { Placement = KubernetesPlacement.Cluster })
            .Of(Order, Nvidia).Spec.Template.Spec;

        var terms = named.Affinity.NodeAffinity.RequiredDuringSchedulingIgnoredDuringExecution.NodeSelectorTerms;
        Assert.Equal(["g1"], terms[0].MatchFields[0].Values);
        Assert.Null(free.Affinity);
        Assert.Equal("H100", free.NodeSelector["nvidia.com/gpu.product"]);
    }

    [Theory]
    [InlineData("amd.com/gpu")]
    [InlineData("huawei.com/Ascend910")]
    public void Accelerators_are_asked_for_as_the_node_offers_them(string resource)
    {
        var limits = LimitsOf(new RunTask("g1", new GpuSet(0b111)), new NodeOffer("g1", resource, null));

        Assert.Equal("3", limits[resource].ToString());
    }

    [Fact]
    public void A_share_of_an_accelerator_is_what_HAMi_takes_for_one()
    {
        var limits = LimitsOf(new RunTask("g1", new GpuSet(1), GpuMilli: 250, GpuMemoryMiB: 8_001), Nvidia);

        Assert.Equal("1", limits["nvidia.com/gpu"].ToString());
        Assert.Equal("25", limits["nvidia.com/gpucores"].ToString());
        Assert.Equal("8001", limits["nvidia.com/gpumem"].ToString());
    }

    [Fact]
    public void A_Job_for_a_queue_of_Kueue_waits_for_it()
    {
        var job = Manifest(options => options with { Queue = "research" }).Of(Order, Nvidia);

        Assert.True(job.Spec.Suspend);
        Assert.Equal("research", job.Metadata.Labels["kueue.x-k8s.io/queue-name"]);
        Assert.DoesNotContain("kueue.x-k8s.io/queue-name", job.Spec.Template.Metadata.Labels.Keys);
    }

    [Fact]
    public void The_time_to_save_comes_before_the_grace()
    {
        var rules = new StopRules
        {
            Checkpoint = CheckpointSignal.User1,
            CheckpointWait = TimeSpan.FromSeconds(60),
            Grace = TimeSpan.FromSeconds(30),
        };

        var limits = new RunLimits { Time = TimeSpan.FromSeconds(1.2) };
        var pod = Manifest().Of(Order with { Stop = rules, Limits = limits }, Nvidia).Spec.Template.Spec;

        Assert.Equal((90, 2), (pod.TerminationGracePeriodSeconds, pod.ActiveDeadlineSeconds));
    }

    [Fact]
    public void Only_whole_accelerators_of_known_makers_are_seen()
    {
        var node = new V1Node
        {
            Metadata = new V1ObjectMeta { Name = "n" },
            Status = new V1NodeStatus
            {
                Allocatable = new Dictionary<string, ResourceQuantity>
                {
                    ["cpu"] = new("8"),
                    ["huawei.com/Ascend910-memory"] = new("64"),
                    ["huawei.com/Ascend910"] = new("8"),
                },
            },
        };

        Assert.Equal(("huawei.com/Ascend910", 8), Accelerators.Of(node, ""));
        Assert.Equal("Ascend910", Accelerators.ModelOf(node, "huawei.com/Ascend910"));
        node.Status.Allocatable.Remove("huawei.com/Ascend910");
        Assert.Null(Accelerators.Of(node, ""));
        Assert.Equal(("cpu", 8), Accelerators.Of(node, "cpu"));
    }

    private static IDictionary<string, ResourceQuantity> LimitsOf(RunTask task, NodeOffer offer) =>
        Manifest().Of(Order with { Tasks = [task] }, offer).Spec.Template.Spec.Containers[0].Resources.Limits;

    private static JobManifest Manifest(Func<KubernetesEngineOptions, KubernetesEngineOptions>? change = null)
    {
        var options = new KubernetesEngineOptions { Root = "/unused", Image = "work" };
        return new JobManifest(change is null ? options : change(options));
    }
}
