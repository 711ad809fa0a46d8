namespace Headroom.Traces.Tests.Fuzzing;

/// <summary>A small valid file of each form, with the odd values that its readers have branches for.</summary>
internal static class FuzzSeeds
{
    public const string Nodes =
        """
        sn,cpu_milli,memory_mib,gpu,model
        openb-node-0000,64000,262144,2,P100
        openb-node-0001,96000,786432,8,V100M32
        openb-node-0002,32000,262144,0,

        """;

    public const string Tasks =
        """
        name,cpu_milli,memory_mib,num_gpu,gpu_milli,gpu_spec,qos,pod_phase,creation_time,deletion_time,scheduled_time
        openb-pod-0000,12000,16384,1,1000,,LS,Running,0,12537496,0
        openb-pod-0001,6000,12288,1,460,V100M16|V100M32,LS,Running,427061,12902960,427061
        openb-pod-0002,8000,30517,0,0,,BE,Running,11811762,11827364,11811762
        openb-pod-0003,12000,24576,8,1000,|G2||T4|,LS,Running,1558381,12902960,1558381

        """;

    public const string Billing =
        """
        currency: EUR
        digits: 2
        zone: "+05:30"
        prices:
          - {chip: A100, price: 2.5}
          - {chip: A100, region: north, price: [1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1]}
          - {chip: cpu, price: 0.000001}
        budgets:
          - {tenant: lab, hours: 1000.5, warn: 90, stops: false}
          - {tenant: web, money: 0.5, period: range, from: 2026-01-01, to: 2026-06-30}

        """;

    public const string Policy =
        """
        priorities:
          - {name: urgent, value: 1000, preemptible: false}
        fairness: {halfLife: 24h, entry: 60s, reclaimWeightedShare: true}
        reclaim: {naturalChurn: 2m, grace: 10m, minimumRuntime: 5m, preemptionsPerJob: 3, stop: 30}
        planning: {reservations: 16, defaultTimeLimit: 7d, pricePerGpuMinuteOfDelay: 1.25}
        queues:
          - name: research
            weight: 2
            quota:
              A100: {nominal: 24, borrowingLimit: 8, lendingLimit: 4.5}
          - {name: vision, parent: research, order: gittins, quota: {A100: 16, cpu: 0.5}}
          - {"name": "language", 'parent': research, backfill: false, paused: true}

        """;

    public const string Fleet =
        """
        chips:
          - {model: A100, memoryGiB: 80, sliceSlots: 8, slices: [{name: 1g, milli: 142, slots: 1, starts: [0, 1]}]}
        regions:
          - {name: north, pricePerGpuHour: [1.2, 0.5], gramsCarbonPerGpuHour: 20}
          - name: south
        links: [{from: north, to: south, mebibytesPerSecond: 1200, pricePerGiB: 0.02}]
        datasets: [{name: images, sizeGiB: 1500.5, regions: [north, south]}]
        nodes:
          - {name: "a-{0..9}", region: north, block: "b{0..1}", rack: "r{00..09}", cpu: 8, memoryGiB: 64, gpus: 8, model: A100}
          - name: b
            region: south
            cpu: 0.5
            memoryGiB: 1.5

        """;

    private const string Muri =
        """
        job_id,num_gpu,submit_time,iterations,model_name,batch_size,duration,interval,iteration_time,resource_time_0,resource_time_1,resource_time_2,priority
        0,4,0,1046811,shufflenet_v2_x1_0,128,927475000,11174000,886,703,62,17,0
        1,4,1456000,1005573,resnet18,128,926133000,1456000,921,723,113,73,1
        2,32,352430000,1,bert,4,575169000,603000,190.25,0.5,163,18,0

        """;

    private const string Chronus =
        """
        job_id,user,num_gpu,submit_time,iterations,model_name,duration,interval,expect_time_list,expect_value_list,best_effort,job_type
        0,vc_ed69ec,1,5601,5530,mobilenet_v2,96,5,159-189-229-289,10-8-5-2,0,soft
        1,vc_6214e9,0,7505,760,alexnet,106,6,235,10,0,strict
        2,vc_6c71a0,4,12378,3495,mobilenet_v2,26,14,102-142-182-242,10-8-5-2,0,soft

        """;

    private const string Gavel =
        """
        vc,arrival_s,num_gpu,job_type,total_steps,duration_s_on_v100
        0e4a51,0.0,1,Transformer (batch size 128),95121,17465.9
        103959,12.5,1,A3C,5635991,
        11cb48,10817570.0,64,LM (batch size 80),13407515,2461853.8

        """;

    private const string Sacct =
        """
        JobID|JobName|User|Account|Submit|Start|End|Elapsed|TimelimitRaw|Timelimit|State|AllocTRES|AllocGRES|ReqTRES
        101|train|u1|vision|2024-05-01T12:00:00|2024-05-01T12:10:00|2024-05-01T13:10:00|01:00:00|120|02:00:00|COMPLETED|billing=8,cpu=16,gres/gpu=4,gres/gpu:a100=4,mem=64G,node=2||
        101.batch|batch|||2024-05-01T12:10:00|2024-05-01T12:10:00|2024-05-01T13:10:00|01:00:00|||COMPLETED|cpu=16||
        102_7|a|b|u2|ml|2024-05-01T12:00:01|2024-05-01T12:10:00|Unknown|1-02:03:04|UNLIMITED|UNLIMITED|RUNNING||gpu:a100:4(IDX:0-1,3)|
        102_[8-20%4]|sweep|u2|ml|1714564800|Unknown|Unknown|00:00:00||Partition_Limit|PENDING|||cpu=4,gres/gpu=1
        103+0|het|u3|ml|2024-05-01T12:00:02|2024-05-01T12:10:00|2024-05-01T13:10:00|03:04.567|||CANCELLED by 1001|||gres/gpu:1
        101|train|u1|vision|2024-05-01T14:00:00|2024-05-01T14:10:00|2024-05-01T15:10:00||||TIMEOUT|gres/gpu=1||

        """;

    private const string Csv =
        """
        id,submit_s,runtime_s,gpus,user,tenant,name,limit_s
        a,0,3600,8,u1,vision,"train ""big"", again",7200
        b,1.5,0.001,0,u2,,,
        c,86400,1e3,1,,ml,näme,4000

        """;

    public static string Of(JobHistoryFormat format) => format switch
    {
        JobHistoryFormat.Muri => Muri,
        JobHistoryFormat.Chronus => Chronus,
        JobHistoryFormat.Gavel => Gavel,
        JobHistoryFormat.Sacct => Sacct,
        JobHistoryFormat.Csv => Csv,
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };
}
