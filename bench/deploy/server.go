// Takes the socket that is handed to it (LISTEN_FDS) and finishes its requests on SIGINT.
package main

import (
	"context"
	"fmt"
	"log"
	"net"
	"net/http"
	"os"
	"os/signal"
	"sync/atomic"
	"time"
)

const linger = 3 * time.Second

func main() {
	if os.Getenv("LISTEN_PID") != fmt.Sprint(os.Getpid()) {
		log.Fatal("the socket is not for this process")
	}
	listener, err := net.FileListener(os.NewFile(3, "kept"))
	if err != nil {
		log.Fatal(err)
	}
	var closing atomic.Bool
	server := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if closing.Load() {
			w.Header().Set("Connection", "close")
		}
		fmt.Fprintf(w, "p%d", os.Getpid())
	})}
	told := make(chan os.Signal, 1)
	signal.Notify(told, os.Interrupt)
	ended := make(chan bool)
	go func() {
		<-told
		closing.Store(true)
		listener.Close() // this process's copy of it
		time.Sleep(linger) // Shutdown closes idle connections at once
		server.Shutdown(context.Background())
		close(ended)
	}()
	server.Serve(listener)
	<-ended
}
