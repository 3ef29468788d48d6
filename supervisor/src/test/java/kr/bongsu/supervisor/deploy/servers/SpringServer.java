package kr.bongsu.supervisor.deploy.servers;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// Spring Boot with its embedded Tomcat.
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class SpringServer {
    public static void main(String[] args) {
        SpringApplication.run(SpringServer.class, args);
    }

    /// The only page; Spring finds it as a member of its configuration.
    @RestController
    public static class Page {
        @GetMapping("/")
        String page() {
            return "s" + ProcessHandle.current().pid();
        }
    }
}
