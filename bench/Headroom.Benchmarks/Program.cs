using BenchmarkDotNet.Running;
using Headroom.Benchmarks.Storage;

if (args is ["store", .. var rest]) await StoreRates.Run(rest);
else BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
