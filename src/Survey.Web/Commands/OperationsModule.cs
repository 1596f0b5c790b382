using Survey.Web.Data;
using Survey.Web.Data.Backup;
using Survey.Web.Data.Examples;
using Survey.Web.Data.Examples.Demo;
using Survey.Web.Data.Import;
using Survey.Web.Data.Import.Foreign;

namespace Survey.Web.Commands;

/// <summary>Starting, importing and keeping the program running.</summary>
public static class OperationsModule
{
    public static IServiceCollection AddOperations(this IServiceCollection services) => services
        .AddSingleton<Importer>()
        .AddScoped<QuestionnaireImport>()
        .AddSingleton<ExampleProvince>()
        .AddSingleton<DemoProvince>()
        .AddSingleton<DatabaseStart>()
        .AddSingleton<BackupWriter>()
        .AddSingleton<BackupReader>()
        .AddSingleton<Readiness>()
        .AddHostedService<Draining>()
        .Configure<HostOptions>(o => o.ShutdownTimeout = Draining.Longest)
        .AddScoped<StartMessages>();
}
