using Headroom.Storage;
using Headroom.Storage.Tests;
using Headroom.Storage.Tests.Faults;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

if (Environment.GetEnvironmentVariable(ChildWriter.Variable) is { Length: > 0 } address)
    ChildWriter.Run(StoreAddress.Parse(address));

// As the framework would generate it.
return args.Contains("--server") || args.Contains("--internal-msbuild-node")
    ? await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions)
    : await ConsoleRunner.Run(args);
